"""The command line: `iprgraph VERB …`; exit codes 0 fine, 1 findings, 2 wrong use, 3 our fault."""

from __future__ import annotations

import sys
from typing import NoReturn

from iprgraph.errors import IprgraphError

_FOUND, _WRONG_USE, _OUR_FAULT, _INTERRUPTED = 1, 2, 3, 130


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run a command and leave the process with its exit code; no traceback unless --debug."""
    given = sys.argv[1:] if arguments is None else arguments
    debug = "--debug" in given
    _speak_utf8()
    try:
        _run([one for one in given if one != "--debug"])
    except IprgraphError as error:
        if debug:
            _show_traceback()
        _complain(str(error))
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
    except Exception as error:
        if debug:
            _show_traceback()
        what = f"{type(error).__name__}: {error}".splitlines()[0]
        hint = "" if debug else "; run it again with --debug to see where, and report it"
        _complain(f"this is our fault, not yours: {what}{hint}")
        sys.exit(_OUR_FAULT)
    sys.exit(0)


def _run(arguments: list[str]) -> None:
    """Run the command line's application; it leaves the process where it has an exit code."""
    from iprgraph.cli.app import app

    try:
        app(args=arguments, prog_name="iprgraph")
    except SystemExit as ended:
        if ended.code:
            raise


def _speak_utf8() -> None:
    """Write UTF-8 whatever the locale says, so that Chinese can always be printed."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None and (stream.encoding or "").lower().replace("-", "") != "utf8":
            reconfigure(encoding="utf-8", errors="replace")


def _complain(text: str) -> None:
    """Print a message on stderr, where it can be printed."""
    try:
        print(f"iprgraph: {text}", file=sys.stderr)
    except OSError:
        return


def _show_traceback() -> None:
    """Print where the error arose."""
    import traceback

    traceback.print_exc()
