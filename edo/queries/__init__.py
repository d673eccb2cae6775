"""What the program asks: functions from words to frozen rows."""
