"""Joint meetings (联席会议): who came, what was decided, and the minutes of it."""
