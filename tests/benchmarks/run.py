"""All timings, as ratios measured in one run: `run.py [commands] [checking]`, all by default."""

from __future__ import annotations

import sys

import checking
import commands

PARTS = {"commands": commands.main, "checking": checking.main}

if __name__ == "__main__":
    for name in sys.argv[1:] or PARTS:
        PARTS[name]()
