from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iprgraph.text.sentences import sentence_spans


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        ("zh", ["灯亮了。", "船来了;人也来了!", "谁来了?"]),
        ("zh", ["他说“灯亮了。”", "船来了。"]),
        ("zh", ["共有9家。", '"蓝灯计划"等4项入选。']),
        ("zh", ['他说:"灯亮了。"', "船来了。"]),
        ("zh", ["每座塔高11.71米。", "都亮着。"]),
        ("zh", ["发布灯塔规范(试行。待改)并施行。", "完。"]),
        ("zh", ["没有句号的末尾,"]),
        ("en", ["The lamp was lit.", "Ships came!", "Who came?", "Nobody."]),
        ("en", ["Old parts, e.g., lenses, were sold.", "They fetched 11.71 yuan."]),
        ("en", ["See No. 5 on the list.", "12 towers stood."]),
        ("en", ["Lamp Corp. Yunshan paid.", "So did J. Smith of the U.S. Navy."]),
        ("en", ["It moved to the U.S.", "The rest stayed."]),
        ("en", ['He said "no."', '"Yes," said she.', "(They left.)", "It rained."]),
        ("en", ["Some (e.g. Gull Isle. Also Rook.) stood.", "It fell."]),
        ("en", ["The count stood at 4,771.", "Yunshan was proud."]),
        ("en", ["The plan began to take shape,"]),
    ],
)
def test_sentences(lang: str, sentences: list[str]) -> None:
    text = ("" if lang == "zh" else " ").join(sentences)
    assert [text[a:b] for a, b in sentence_spans(text, lang)] == sentences


@given(st.text(alphabet='灯塔。！".!?() aBc1,“”', max_size=60), st.sampled_from(["zh", "en"]))
def test_sentences_are_in_order_and_leave_out_only_blanks(text: str, lang: str) -> None:
    spans = sentence_spans(text, lang)
    assert all(a < b for a, b in spans)
    assert "".join(text[a:b] for a, b in spans).split() == "".join(text.split()).split() or (
        "".join("".join(text[a:b] for a, b in spans).split()) == "".join(text.split())
    )
