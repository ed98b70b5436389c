"""What the frozen program begins with: the same as `python -m cramp_journal`."""

import sys

from cramp_journal.__main__ import main

sys.exit(main())
