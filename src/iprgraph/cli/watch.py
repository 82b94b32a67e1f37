"""`iprgraph check --watch`: the findings anew after each save."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from typing import TYPE_CHECKING

from iprgraph.cli import output
from iprgraph.errors import IprgraphError

if TYPE_CHECKING:
    from collections.abc import Callable

    from iprgraph.checks import CheckReport
    from iprgraph.folders import Folders


def watch(folders: Folders, check: Callable[[], CheckReport], *, infos: bool) -> None:
    """Print what a check finds, now and after each save, until Ctrl-C.

    A mistake in the use of the command is printed too: the next save may mend it.
    """
    from iprgraph.checks.watching import saved

    with suppress(KeyboardInterrupt):
        before = None
        for names in saved(folders):
            try:
                after = check()
            except IprgraphError as error:
                output.write(f"{_head(names)}{error}\n")
                continue
            output.write(_head(names) + _text(before, after, infos=infos))
            before = after


def _head(names: tuple[str, ...]) -> str:
    """Return the time, and what was saved."""
    what = ", ".join(names) or "watching ontology, data and queries; Ctrl-C ends it"
    return output.heading(f"{datetime.now():%H:%M:%S}  {what}") + "\n"


def _text(before: CheckReport | None, after: CheckReport, *, infos: bool) -> str:
    """Return the findings, the new ones marked, those that are gone, and how many there are."""
    from iprgraph.checks.watching import change
    from iprgraph.cli.check import counted, listed, notes_text

    own = listed(after.findings, infos=infos)
    if before is None:
        lines = [str(finding) for finding in own]
        ended = ""
    else:
        now = change(before, after)
        gone = listed(now.gone, infos=infos)
        new = [finding for finding in own if finding in now.new]
        lines = [
            output.heading(f"new: {finding}") if finding in now.new else str(finding)
            for finding in own
        ]
        lines += [output.dim(f"gone: {str(finding).splitlines()[0]}") for finding in gone]
        ended = f" ({len(new)} new, {len(gone)} gone)"
    return "".join(f"{line}\n" for line in lines) + (
        f"{notes_text(after.notes)}{counted(after.findings)}{ended}\n"
    )
