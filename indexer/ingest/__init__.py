"""From a file to a document that can be found."""
