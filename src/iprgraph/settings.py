"""Limits, in one table: what each bounds, its unit, its default and how to change it."""

from __future__ import annotations

import os
from dataclasses import dataclass

from iprgraph.errors import SettingError


@dataclass(frozen=True, slots=True)
class Setting:
    """One limit: its name, unit and default, the environment variable and the flag that change it.

    The limits with a flag are those of `iprgraph serve`.
    """

    name: str
    unit: str
    default: int
    variable: str
    help: str
    flag: str = ""


def _serve(flag: str, default: int, unit: str, text: str) -> Setting:
    """Return a limit of `iprgraph serve`, named after its flag."""
    name = f"serve-{flag}"
    variable = "IPRGRAPH_" + name.upper().replace("-", "_")
    return Setting(name, unit, default, variable, text, f"--{flag}")


SERVE: tuple[Setting, ...] = (
    _serve("query-time", 5, "seconds", "the longest that a query runs before it is killed"),
    _serve("rows", 100_000, "rows", "the most rows or triples of an answer"),
    _serve("answer-size", 64, "megabytes", "the largest answer"),
    _serve("query-size", 100_000, "characters", "the longest query text"),
    _serve("query-depth", 60, "brackets", "the deepest nesting of a query"),
    _serve("body-size", 1_000, "kilobytes", "the largest body of a request"),
    _serve("header-size", 64, "kilobytes", "the longest address and headers of a request"),
    _serve("page-rows", 1_000, "rows", "the most rows of one page of a question's answer"),
    _serve("queries", 2, "processes", "SPARQL queries that run at a time"),
    _serve("pages", 2, "processes", "pages and questions that are answered at a time"),
    _serve("memory", 1_024, "megabytes", "the memory of one of these processes"),
    _serve("pictures", 1, "processes", "pictures and charts that are drawn at a time"),
    _serve("picture-time", 20, "seconds", "the longest that a picture is drawn for"),
    _serve("picture-memory", 2_048, "megabytes", "the memory of a process that draws"),
    _serve("in-memory", 64, "megabytes", "the largest graph.nq to be held in memory, not on disk"),
    _serve("queue", 128, "requests", "the most requests that wait for a process"),
    _serve("queue-time", 5, "seconds", "the longest that a request waits for a process"),
    _serve("connections", 512, "connections", "the most clients at a time"),
    _serve("client-time", 15, "seconds", "the longest wait for a slow client's next bytes"),
    _serve("idle-time", 30, "seconds", "the longest that a silent connection stays open"),
    _serve("cache", 64, "megabytes", "the answers that are kept for the next who asks"),
    _serve("batch", 200, "names", "the most names, or things, of one reconciliation request"),
    _serve("name-size", 500, "characters", "the longest name to be reconciled"),
    _serve("candidates", 50, "things", "the most candidates for a name"),
)

SETTINGS: tuple[Setting, ...] = (
    Setting("query-time", "seconds", 60, "IPRGRAPH_QUERY_SECONDS", "the longest that a query runs"),
    Setting("query-rows", "rows", 1_000_000, "IPRGRAPH_QUERY_ROWS", "the most rows of an answer"),
    Setting("query-size", "characters", 100_000, "IPRGRAPH_QUERY_SIZE", "the longest query text"),
    Setting("find-results", "things", 20, "IPRGRAPH_FIND_RESULTS", "the most things found"),
    Setting("show-items", "items", 200, "IPRGRAPH_SHOW_ITEMS", "the most items of a list of show"),
    Setting(
        "remote-connect",
        "seconds",
        10,
        "IPRGRAPH_REMOTE_CONNECT_SECONDS",
        "the longest wait for a connection to another host",
    ),
    Setting(
        "remote-time",
        "seconds",
        120,
        "IPRGRAPH_REMOTE_SECONDS",
        "the longest that another host takes to answer",
    ),
    Setting(
        "remote-size",
        "megabytes",
        200,
        "IPRGRAPH_REMOTE_MEGABYTES",
        "the largest answer of another host",
    ),
    Setting(
        "publish-batch",
        "statements",
        1_000,
        "IPRGRAPH_PUBLISH_BATCH",
        "the most statements sent in one update",
    ),
    Setting(
        "publish-part",
        "statements",
        100_000,
        "IPRGRAPH_PUBLISH_PART",
        "the most statements sent to a graph store at once",
    ),
    Setting("view-nodes", "nodes", 20_000, "IPRGRAPH_VIEW_NODES", "the most nodes of a drawing"),
    Setting(
        "canvas-nodes",
        "nodes",
        300,
        "IPRGRAPH_CANVAS_NODES",
        "the most nodes that vis-network draws; WebGL draws what has more",
    ),
    Setting("theme-nodes", "nodes", 150, "IPRGRAPH_THEME_NODES", "the most nodes of a themed view"),
    Setting("hub-links", "links", 25, "IPRGRAPH_HUB_LINKS", "the most links of what is no hub"),
    *SERVE,
)


def setting(name: str) -> Setting:
    """Return the setting of that name. Raises SettingError."""
    for one in SETTINGS:
        if one.name == name:
            return one
    known = ", ".join(one.name for one in SETTINGS)
    raise SettingError(f'no setting "{name}"', remedy=f"the settings are {known}")


def limit(name: str, given: int | None = None) -> int:
    """Return the limit in force: as given, else its environment variable, else its default.

    A value that is no whole number above zero is an error, never ignored. Raises SettingError.
    """
    one = setting(name)
    if given is not None and given <= 0:
        raise SettingError(
            f"{one.flag or name} is {given}, which is no number of {one.unit} above zero",
            remedy=f"leave it out, or give it as in {one.flag or name} {one.default}",
        )
    if given is not None:
        return given
    text = os.environ.get(one.variable, "").strip()
    if not text:
        return one.default
    if text.isascii() and text.isdigit() and int(text) > 0:
        return int(text)
    raise SettingError(
        f'{one.variable} is "{text}", which is no whole number of {one.unit} above zero',
        remedy=f"unset it, or set it as in {one.variable}={one.default}",
    )
