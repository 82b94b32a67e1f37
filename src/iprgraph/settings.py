"""Limits, in one table: what each bounds, its unit, its default and how to change it."""

from __future__ import annotations

import os
from dataclasses import dataclass

from iprgraph.errors import SettingError


@dataclass(frozen=True, slots=True)
class Setting:
    """One limit: its name, unit and default, and the environment variable that changes it."""

    name: str
    unit: str
    default: int
    variable: str
    help: str


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
    Setting("view-nodes", "nodes", 2_000, "IPRGRAPH_VIEW_NODES", "the most nodes of a drawing"),
)


def setting(name: str) -> Setting:
    """Return the setting of that name. Raises SettingError."""
    for one in SETTINGS:
        if one.name == name:
            return one
    known = ", ".join(one.name for one in SETTINGS)
    raise SettingError(f'no setting "{name}"', remedy=f"the settings are {known}")


def limit(name: str) -> int:
    """Return the limit in force: its environment variable, else its default. Raises SettingError.

    A variable that is no whole number above zero is an error, never ignored.
    """
    one = setting(name)
    text = os.environ.get(one.variable, "").strip()
    if not text:
        return one.default
    if text.isascii() and text.isdigit() and int(text) > 0:
        return int(text)
    raise SettingError(
        f'{one.variable} is "{text}", which is no whole number of {one.unit} above zero',
        remedy=f"unset it, or set it as in {one.variable}={one.default}",
    )
