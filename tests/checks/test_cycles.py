"""What is made for a check stays until its end: cycles are looked for seldom, and only then."""

from __future__ import annotations

import gc

import pytest

from iprgraph.cycles import seldom_looked_for


def test_cycles_are_looked_for_as_often_as_before_even_after_a_mistake() -> None:
    before = gc.get_threshold()
    with pytest.raises(KeyError), seldom_looked_for():
        assert gc.get_threshold()[0] > before[0]
        raise KeyError
    assert gc.get_threshold() == before
