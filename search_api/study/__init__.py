"""The study desk: what is collected, the courses and sessions made of it, and what becomes old."""
