"""The contracts of the house. Each is a function from the house to the list of its violations, as sentences."""
