from __future__ import annotations

import made_up
import pytest

from iprgraph.errors import SegmentError
from iprgraph.text import edition_spans


@pytest.mark.parametrize("order", [("zh", "en"), ("en", "zh")])
def test_editions_in_either_order(order: tuple[str, str]) -> None:
    parts = {"zh": made_up.chinese(), "en": made_up.english()}
    text = "".join(parts[lang] for lang in order)
    spans = edition_spans(text)
    assert tuple(spans) == order
    for lang in order:
        assert text[slice(*spans[lang])] == parts[lang].strip()


def test_a_latin_name_that_a_page_cut_off_begins_no_edition() -> None:
    text = made_up.report().replace("共换镜片", "\n\nGLASS and IRON\n\n共换镜片")
    assert list(edition_spans(text)) == ["zh", "en"]


def test_one_edition_alone() -> None:
    assert list(edition_spans(made_up.english())) == ["en"]


@pytest.mark.parametrize("text", ["", "12 34\n\n56.", "灯。", "no title, no end", "1.\n\n2."])
def test_no_edition(text: str) -> None:
    with pytest.raises(SegmentError, match="no edition recognised") as caught:
        edition_spans(text)
    assert "title" in caught.value.remedy


def test_editions_in_turns_are_refused_with_the_line() -> None:
    text = made_up.report() + made_up.chinese()
    with pytest.raises(SegmentError, match='turns to "zh" twice') as caught:
        edition_spans(text)
    assert caught.value.line == made_up.report().count("\n") + 1
