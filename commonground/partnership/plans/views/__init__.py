"""Pages of plans and programmes."""
