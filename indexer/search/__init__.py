"""Question -> answer, the same for every door."""
