"""All timings, as ratios of one run: `run.py [commands] [checking] [http]`, all by default."""

from __future__ import annotations

import sys

import checking
import commands
import http_speed

PARTS = {"commands": commands.main, "checking": checking.main, "http": http_speed.main}

if __name__ == "__main__":
    for name in sys.argv[1:] or PARTS:
        PARTS[name]()
