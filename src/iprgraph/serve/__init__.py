"""Serve: the graph over HTTP, read-only: SPARQL endpoint, questions, linked data.

The serving process speaks HTTP and never touches the graph. Worker processes hold one build each,
answer one job at a time, and are killed at their limits.

    server → app (routes) → endpoint · catalogue · documents → desk → keeper → crew → worker
"""

from __future__ import annotations
