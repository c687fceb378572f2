"""Pages of reports: what is due, each report, writing it, and its steps."""
