"""Open Referral UK 3.0: one table says how each of its objects is read into columns and written again."""
