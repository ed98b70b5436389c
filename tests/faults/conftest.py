"""The faults are made with Linux's own means (ptrace, mounts, /proc): elsewhere there is nothing to try."""

import sys

collect_ignore = [] if sys.platform == "linux" else ["test_short.py"]
