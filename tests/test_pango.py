"""Loading WeasyPrint, in a Python of its own."""

from __future__ import annotations

import subprocess
import sys

ALONE = """
import ctypes.util, subprocess
from citybook.typeset import pango

def popen(*_, **__):
    raise AssertionError("a program is run")

search, subprocess.Popen = ctypes.util.find_library, popen
with pango.loading():
    import weasyprint
assert ctypes.util.find_library is search
"""


def test_weasyprint_is_loaded_without_running_a_compiler_and_others_may_search_again() -> None:
    done = subprocess.run([sys.executable, "-c", ALONE], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
