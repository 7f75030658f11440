"""The door for people: pages that a server makes, and a browser without scripts can read."""
