"""Watching: which authored files an editor has just saved, and what that changed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from iprgraph.errors import UseError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from iprgraph.checks.finding import CheckReport, Finding
    from iprgraph.folders import Folders

QUIET = 300  # milliseconds without a change that end a burst of them: an editor saves in steps
BEGUN = 200  # milliseconds after which a watch without a change says that it has begun
_SUFFIXES = (".ttl", ".rq", ".csv")


@dataclass(frozen=True)
class Change:
    """How the findings of a run differ from those before it; moved lines are no difference."""

    new: frozenset[Finding]
    gone: tuple[Finding, ...]


def saved(folders: Folders) -> Iterator[tuple[str, ...]]:
    """Yield () once watching has begun, then the names of files whenever some have been saved.

    A file that is made, renamed or deleted counts as saved. Raises UseError where the library that
    watches is not installed.
    """
    try:
        from watchfiles import watch
    except ImportError as error:
        raise UseError(
            "what watches files is not installed", remedy="pip install 'iprgraph[watch]'"
        ) from error
    begun = False
    for changes in watch(
        *(folder for folder in (folders.ontology, folders.data, folders.queries)),
        watch_filter=lambda _, path: _is_authored(Path(path)),
        step=QUIET,
        rust_timeout=BEGUN,
        yield_on_timeout=True,
    ):
        if changes or not begun:
            begun = True
            yield tuple(sorted({folders.relative(Path(path)) for _, path in changes}))


def change(before: CheckReport, after: CheckReport) -> Change:
    """Return what is new among the findings, and what is gone."""
    old = {_key(finding): finding for finding in before.findings}
    now = {_key(finding) for finding in after.findings}
    return Change(
        new=frozenset(finding for finding in after.findings if _key(finding) not in old),
        gone=tuple(finding for key, finding in old.items() if key not in now),
    )


def _key(finding: Finding) -> tuple[str, str, str, str]:
    return finding.check, finding.rule, finding.file, finding.message


def _is_authored(path: Path) -> bool:
    """Return whether a path is a file that is checked, not one that an editor keeps beside it."""
    return path.suffix in _SUFFIXES and not path.name.startswith(".")
