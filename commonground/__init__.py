"""Common Ground: locality working in children's services. The folders are the manual: docs/reference/house.md."""
