"""How sign-in behaves here: allauth asks this at each step. Each module is loaded when allauth first asks for it."""
