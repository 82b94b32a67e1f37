from __future__ import annotations

import pytest

from iprgraph.errors import SettingError
from iprgraph.settings import SETTINGS, limit, setting


@pytest.mark.parametrize("one", SETTINGS, ids=lambda one: one.name)
def test_each_setting_has_a_unit_a_default_and_help(one: object) -> None:
    found = next(each for each in SETTINGS if each == one)
    assert found.unit and found.default > 0 and found.help
    assert found.variable.startswith("IPRGRAPH_")
    assert setting(found.name) is found


def test_the_variable_goes_before_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    assert limit("find-results") == setting("find-results").default
    monkeypatch.setenv("IPRGRAPH_FIND_RESULTS", " 7 ")
    assert limit("find-results") == 7


@pytest.mark.parametrize("text", ["many", "0", "-3", "1.5", "٣"])
def test_a_variable_without_a_number_is_an_error(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IPRGRAPH_FIND_RESULTS", text)
    with pytest.raises(SettingError, match="no whole number of things above zero"):
        limit("find-results")


def test_an_unknown_setting_names_the_known_ones() -> None:
    with pytest.raises(SettingError, match='no setting "x"') as caught:
        limit("x")
    assert "query-time" in caught.value.remedy
