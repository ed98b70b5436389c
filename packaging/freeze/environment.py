"""Runs first in the frozen program on Linux: other programs that it starts must not load its libraries.

The frozen program is started with LD_LIBRARY_PATH set to its own folder. What is already running has read it, so it can
be put back; otherwise the PDF viewer or the file manager that it opens would load these libraries, and could fail.
"""

import os

_before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if _before:
    os.environ["LD_LIBRARY_PATH"] = _before
else:
    os.environ.pop("LD_LIBRARY_PATH", None)
