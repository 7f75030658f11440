"""`python -m search_api.command` is the command too."""

from search_api.command.entry import main

if __name__ == "__main__":
    main()
