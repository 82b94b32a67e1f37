"""Run the command line with `python -m iprgraph`."""

from iprgraph.cli import main

if __name__ == "__main__":
    main()
