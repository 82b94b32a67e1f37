"""The front page in Chromium: its block of data stands, and the policy refuses nothing of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browser import CHROMIUM, Browser

if TYPE_CHECKING:
    from pathlib import Path

    from serving import Running


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not on this machine")
def test_the_policy_lets_the_description_of_the_data_set_stand(
    service: Running, tmp_path: Path
) -> None:
    with Browser(tmp_path) as browser:
        page = browser.page()
        page.call("Page.navigate", url=service.address)
        page.wait("document.readyState === 'complete' && location.protocol === 'http:'")
        script = "document.querySelector('script[type=\"application/ld+json\"]').text"
        assert page.evaluate(f"JSON.parse({script})['@type']") == "Dataset"
        assert not [one for one in page.complaints if "Content Security Policy" in one]
