"""What is true of indicators, figures and releases. No Django, no clock."""
