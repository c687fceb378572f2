"""What a needs profile holds, how it is kept, and what is said of it."""
