"""The emblem: what it shows for every state, in words and in form, and that it is one drawing that stands alone."""

import re
from collections.abc import Mapping
from fractions import Fraction
from xml.etree import ElementTree

import pytest
import uharfbuzz
from hypothesis import given
from hypothesis import strategies as st

from core.emblem import CORE, HEIGHT, LETTERS, MEANT, WIDTH, Letter, described, emblem, surface
from core.language import LANGUAGES, Language
from core.outline import FONT

SVG = "{http://www.w3.org/2000/svg}"
SHARES = st.fractions(0, 1)
STATES = st.builds(Letter, SHARES, st.booleans())
ALL = st.fixed_dictionaries(dict.fromkeys(LETTERS, STATES))


@given(ALL, st.sampled_from(LANGUAGES), st.booleans())
def test_it_is_one_whole_picture_with_a_title_and_a_description(
    letters: Mapping[str, Letter], language: Language, one_colour: bool
) -> None:
    root = ElementTree.fromstring(emblem(letters, language, one_colour=one_colour))
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")

    assert root.get("viewBox") == f"0 0 {WIDTH} {HEIGHT}"
    assert title is not None
    assert title.text
    assert desc is not None
    assert desc.text == described(letters, language)
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert root.findall(f".//{SVG}text") == []  # no installed font is asked
    assert "href" not in emblem(letters, language)


@given(ALL, st.sampled_from(LANGUAGES))
def test_every_letter_is_described_with_its_meaning_and_how_far_it_is(
    letters: Mapping[str, Letter], language: Language
) -> None:
    said = re.split(" · |; ", described(letters, language))

    assert [each[0] for each in said] == list(LETTERS)
    for each, letter in zip(said, LETTERS, strict=True):
        state = letters[letter]
        assert each.startswith(f"{letter} {MEANT[letter][language]} ")
        word = {"th": "บานแล้ว", "en": "in bloom"}[language]
        assert each.endswith(word) is state.bloomed


@given(SHARES, SHARES)
def test_more_that_is_read_never_stands_lower(one: Fraction, other: Fraction) -> None:
    less, more = sorted((one, other))

    assert 0 <= surface(less) <= surface(more) <= 2 * CORE
    assert (surface(Fraction(0)), surface(Fraction(1))) == (0, 2 * CORE)


def forms(letter: Letter) -> tuple[int, ...]:
    """What is drawn of one flower, by kind of shape, without its colours."""
    drawn = re.sub(r"<desc.*?</desc>", "", emblem({"S": letter}, "th", one_colour=True))
    return tuple(drawn.count(part) for part in ("<circle", "<clipPath", 'class="petal', 'class="ink"', 'class="vein"'))


def test_in_one_colour_each_state_has_a_form_of_its_own() -> None:
    states = [Letter(), Letter(Fraction(1, 2)), Letter(Fraction(1)), Letter(Fraction(1), True)]

    assert len({forms(state) for state in states}) == 4
    assert set(re.findall(r"#[0-9A-Fa-f]{3,6}", emblem({}, "th", one_colour=True))) == {"#000", "#fff"}


@given(ALL)
def test_the_picture_takes_the_same_room_in_every_state_and_nothing_leaves_it(letters: Mapping[str, Letter]) -> None:
    root = ElementTree.fromstring(emblem(letters, "th"))
    drawn = [path.get("d", "") for path in root.iter(f"{SVG}path") if not path.get("transform")]
    petals = [
        tuple(map(float, re.findall(r"-?[\d.]+", each))) for each in drawn if set("MCZ") == {*re.findall("[A-z]", each)}
    ]

    assert petals
    for numbers in petals:
        assert 0 <= min(numbers[::2]) <= max(numbers[::2]) <= WIDTH
        assert 0 <= min(numbers[1::2]) <= max(numbers[1::2]) <= HEIGHT


@pytest.mark.parametrize("letter", LETTERS)
def test_the_letters_are_those_of_the_font_beside_whose_licence_they_stand(letter: str) -> None:
    font = uharfbuzz.Font(uharfbuzz.Face(uharfbuzz.Blob.from_file_path(str(FONT))))
    glyph = font.get_nominal_glyph(ord(letter))
    extents = font.get_glyph_extents(glyph)
    outline = re.findall(r'scale\(0\.0285 -0\.0285\)" d="([^"]+)"', emblem({}, "en"))[LETTERS.index(letter)]
    numbers = [int(number) for number in re.findall(r"-?\d+", outline)]

    assert (min(numbers[::2]), max(numbers[1::2])) == (extents.x_bearing, extents.y_bearing)
    assert (FONT.parent / "OFL.txt").exists()
