"""The program of B12: clients that write to one site, with and without the audit."""
