"""How documents become findable, and are found."""
