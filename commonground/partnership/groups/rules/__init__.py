"""What is true and allowed of groups, their seats, meetings, papers, minutes and actions. No Django, no clock."""
