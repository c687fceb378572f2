"""Pages of this room: what footprints there are, and the drawing of them."""
