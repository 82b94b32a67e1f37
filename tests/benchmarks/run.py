"""All timings, as ratios of one run: `run.py [PART…]`, by default all parts."""

from __future__ import annotations

import sys

import checking
import commands
import http_speed
import latency
import pages
import reconciling

import linking

PARTS = {
    "commands": commands.main,
    "checking": checking.main,
    "http": http_speed.main,
    "latency": latency.main,
    "linking": linking.main,
    "pages": pages.main,
    "reconcile": reconciling.main,
}

if __name__ == "__main__":
    for name in sys.argv[1:] or PARTS:
        PARTS[name]()
