"""``python -m watan_desk`` is ``watan-desk``."""

import sys

from watan_desk.cli.desk import main

if __name__ == "__main__":
    sys.exit(main())
