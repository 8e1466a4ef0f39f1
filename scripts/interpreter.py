"""The Pythons that there are go in; the one that `make` is to use comes out.

    python3 scripts/interpreter.py PYTHON OTHER...

That is the first, unless another is much faster. Version managers compile without optimisation as a
rule, where distributions do not; typesetting is Python, and takes half as long again with such a
one. Another must be 3.11 or later and able to make environments.
"""

import subprocess
import sys

# Prints how many seconds some work takes that is like typesetting: objects that make others.
WORK = '''
import ensurepip, sys, timeit, venv
sys.version_info >= (3, 11) or sys.exit(1)
work = """
class Box:
    def __init__(self, width):
        self.width = width
    def beside(self, other):
        return Box(self.width + other.width)
line = Box(0)
for number in range(20_000):
    line = line.beside(Box(number))
"""
print(min(timeit.repeat(work, number=1, repeat=20)))
'''
# They take turns, so many, and the shortest time counts: other programs run meanwhile.
TURNS = 4
# The first may take so many times as long as another.
MUCH = 1.2


def seconds(python: str) -> float:
    """How long an interpreter takes; for ever if it cannot be used."""
    try:
        return float(subprocess.run([python, "-c", WORK], capture_output=True, check=True).stdout)
    except (OSError, ValueError, subprocess.CalledProcessError):
        return float("inf")


def best(first: str, *others: str) -> str:
    """The interpreter to be used of these."""
    turns = [{python: seconds(python) for python in (first, *others)} for _ in range(TURNS)]
    taken = {python: min(turn[python] for turn in turns) for python in turns[0]}
    fastest = min(taken, key=lambda python: taken[python])
    return fastest if taken[first] > MUCH * taken[fastest] else first


if __name__ == "__main__":
    print(best(*sys.argv[1:]))
