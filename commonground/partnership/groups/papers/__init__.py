"""Reports of groups: registers, packs, minutes, briefings."""
