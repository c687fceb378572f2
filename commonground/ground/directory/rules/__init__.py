"""What is true and allowed of services, where they are, and when they happen. No Django, no clock."""
