"""Common Ground: locality working in children's services. The folders are the manual; start with docs/reference/house.md."""
