"""What is true and allowed of reports of groups. No Django, no clock."""
