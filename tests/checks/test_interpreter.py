"""The interpreter is set otherwise for a check, and as before when it ends, even by a mistake."""

from __future__ import annotations

import gc
import sys

import pytest

from iprgraph.interpreter import set_for_much_work


def test_the_interpreter_is_set_as_before_even_after_a_mistake() -> None:
    before = gc.get_threshold(), sys.getswitchinterval()
    with pytest.raises(KeyError), set_for_much_work():
        assert gc.get_threshold()[0] > before[0][0]
        assert sys.getswitchinterval() < before[1]
        raise KeyError
    assert (gc.get_threshold(), sys.getswitchinterval()) == before
