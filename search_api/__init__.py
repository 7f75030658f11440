"""The doors for programs: HTTP and command line."""
