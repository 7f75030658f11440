"""What leaves the library as a file: Word, slides, PDF, Markdown."""
