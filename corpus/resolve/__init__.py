"""What needs the whole catalogue: who names whom, which version holds, what is in force."""
