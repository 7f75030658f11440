"""引文核对: whether what a text quotes stands in the library, and whether it may be quoted so."""
