"""Files of the world outside that this room reads: lists of words, and the spreadsheets that partners keep."""
