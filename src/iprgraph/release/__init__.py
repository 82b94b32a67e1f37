"""Release: everything that the graph can be taken away as, in one folder, and what has changed."""

from iprgraph.release.writing import ReleaseSummary, write_release

__all__ = ["ReleaseSummary", "write_release"]
