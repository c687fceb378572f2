"""Directories of others, as they write them, and ours as we write it: Open Referral UK 3.0 and what came before."""
