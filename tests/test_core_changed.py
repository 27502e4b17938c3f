"""What a review of a changed content shows: the lines that changed, and none that only stand elsewhere in the file."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from core.desk import changed

BEFORE = {"title": "old", "sources": {"a": {"title": "one"}, "b": {"title": "two"}}}


def test_a_mapping_in_another_order_is_no_change() -> None:
    after = {"title": "new", "sources": {"b": {"title": "two"}, "a": {"title": "one"}}}
    assert list(changed(BEFORE, after)) == [("-", "title: old"), ("+", "title: new")]


def test_what_goes_and_what_comes_is_told() -> None:
    after = {"title": "old", "sources": {"c": {"title": "three"}, "b": {"title": "two"}}}
    assert set(changed(BEFORE, after)) == {("-", "sources › a › title: one"), ("+", "sources › c › title: three")}


@given(
    st.dictionaries(st.text("abc", min_size=1), st.dictionaries(st.text("xyz", min_size=1), st.integers())),
    st.randoms(),
)
def test_any_order_of_the_same_words_is_no_change(content: dict[str, dict[str, int]], chance: Random) -> None:
    words = list(content)
    chance.shuffle(words)
    assert list(changed(content, {word: dict(reversed(content[word].items())) for word in words})) == []
