"""What may be meant by what is typed: names that begin so, and words that sound alike."""
