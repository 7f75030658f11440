"""What a document is, how a file is read, what it says about itself, where it is kept."""
