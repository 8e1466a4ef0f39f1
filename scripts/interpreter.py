"""The Pythons that there are go in; the one that `make` is to use comes out.

    python3 scripts/interpreter.py PYTHON OTHER...

That is the first, unless another is much faster. Version managers compile without optimisation as a
rule, where distributions do not; typesetting is Python, and takes half as long again with such a
one. Another must be 3.11 or later and able to make environments.
"""

import subprocess
import sys

# Prints how many seconds a little work takes.
WORK = """
import ensurepip, sys, timeit, venv
sys.version_info >= (3, 11) or sys.exit(1)
work = "for number in range(100_000): seen[number % 1000] = str(number)"
print(min(timeit.repeat(work, "seen = {}", number=1, repeat=7)))
"""
# The first may take so many times as long as another.
MUCH = 1.25


def seconds(python: str) -> float:
    """How long an interpreter takes; for ever if it cannot be used."""
    try:
        return float(subprocess.run([python, "-c", WORK], capture_output=True, check=True).stdout)
    except (OSError, ValueError, subprocess.CalledProcessError):
        return float("inf")


def best(first: str, *others: str) -> str:
    """The interpreter to be used of these."""
    taken = {python: seconds(python) for python in (first, *others)}
    fastest = min(taken, key=lambda python: taken[python])
    return fastest if taken[first] > MUCH * taken[fastest] else first


if __name__ == "__main__":
    print(best(*sys.argv[1:]))
