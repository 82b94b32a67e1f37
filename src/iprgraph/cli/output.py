"""Output: text to the terminal or a pipe; a reader who leaves early is no error."""

from __future__ import annotations

import json
import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from iprgraph.errors import ResultError

if TYPE_CHECKING:
    from collections.abc import Iterator

_STOPPED = {
    "en": "stopped; the same command goes on from here",
    "zh": "已停止；再次运行同一命令即从此处继续",
}
Language = Annotated[
    str, typer.Option("--lang", "-l", help="Language of labels: zh or en.", show_default=False)
]
Home = Annotated[
    Path | None,
    typer.Option("--home", help="Folder of builds and texts.", show_default=False),
]
User = Annotated[
    str,
    typer.Option(
        "--user",
        help="Who asks there; the password is in IPRGRAPH_REMOTE_PASSWORD.",
        show_default=False,
    ),
]
Format = Annotated[
    str,
    typer.Option(
        "--format", "-f", help="A table on a terminal, JSON in a pipe.", show_default=False
    ),
]


def is_terminal() -> bool:
    """Return whether a reader looks at the output."""
    return sys.stdout.isatty()


def write(text: str) -> None:
    """Write a text to the output. Raises ResultError where it cannot be written."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except OSError as error:
        _trouble(error)


def write_bytes(data: bytes) -> None:
    """Write bytes to the output. Raises ResultError where they cannot be written."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except OSError as error:
        _trouble(error)


def write_json(value: object) -> None:
    """Write a value as JSON, a decimal as the number that it is."""
    write(json_text(value))


def json_text(value: object) -> str:
    """Return a value as JSON, a decimal as the number that it is."""
    return json.dumps(value, ensure_ascii=False, indent=1, default=_plain) + "\n"


def wants_json(form: str, *, fitting: tuple[str, ...] = ("table", "json")) -> bool:
    """Return whether to write JSON: asked for, or in a pipe. Raises ResultError."""
    if form and form not in fitting:
        raise ResultError(f'no format "{form}" here', remedy=f"say one of: {', '.join(fitting)}")
    return form == "json" or (not form and not is_terminal())


def heading(text: str) -> str:
    """Return a heading, bold on a terminal that has not asked for plain text."""
    return typer.style(text, bold=True) if _in_colour() else text


def dim(text: str) -> str:
    """Return a side remark, dim on a terminal that has not asked for plain text."""
    return typer.style(text, dim=True) if _in_colour() else text


def _in_colour() -> bool:
    return is_terminal() and not os.environ.get("NO_COLOR")


def _plain(value: object) -> object:
    """Return a Decimal as a number; all else as text."""
    from decimal import Decimal

    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return str(value)


def _trouble(error: OSError) -> NoReturn:
    """End quietly for a reader who left. Raises ResultError for any other trouble."""
    sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115  (till the end)
    if isinstance(error, BrokenPipeError):
        raise typer.Exit(0)
    raise ResultError(
        f"the output cannot be written: {error.strerror or error}",
        remedy="see that the disk has room, or send the output elsewhere",
    ) from error


@contextmanager
def resumable(language: str) -> Iterator[None]:
    """Say, where somebody stops the work, that the same command goes on with it."""
    try:
        yield
    except KeyboardInterrupt:
        print(f"iprgraph: {_STOPPED[language]}", file=sys.stderr)
        raise
