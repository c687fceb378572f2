"""Pages of the directory, and its feed."""
