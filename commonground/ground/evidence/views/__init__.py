"""Pages of this room. All are open to everybody: what is published is public."""
