"""`python -m anlaufstelle` is the same as the command `anlaufstelle`."""

import sys

from anlaufstelle.commands import main

if __name__ == "__main__":
    sys.exit(main())
