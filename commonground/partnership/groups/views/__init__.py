"""Pages of groups, one noun a file."""
