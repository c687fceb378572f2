"""What is true and allowed of plans and programmes. No Django, no clock."""
