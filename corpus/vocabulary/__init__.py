"""The lists of words that the library knows: plain files that a keeper can read and mend."""
