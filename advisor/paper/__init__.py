"""What is taken home: sheets and the wall chart as PDF, the day to wait for as a calendar file."""
