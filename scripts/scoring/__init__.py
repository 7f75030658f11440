"""What recognising is scored by: labelled sets, counts, and one module an acceptance check."""
