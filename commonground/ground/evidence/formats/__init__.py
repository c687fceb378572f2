"""Published files as rows of observations, with honest errors by row and column. No Django."""
