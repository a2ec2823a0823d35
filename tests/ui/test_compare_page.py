"""The page that sets two packs side by side: of today's and the version that is kept."""

import re

from tests.ui.test_second_pack import opened, text, turned_to


def test_two_versions_are_compared() -> None:
    told = text(turned_to(opened(), "reference.compare"))
    assert "cases.yaml" not in told
    assert not re.search(r"\{[a-z_]+\}", told), "no names of the files"
    for words in ("内容：", "名单", "句子", "认得的说法", "试过的", "第一条"):
        assert words in told
