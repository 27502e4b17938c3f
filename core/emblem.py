"""The emblem: six flowers, S T R O N G, that fill with jade as topics are read and bloom when they are mastered.

One drawing for a phone of 320 px, a wall poster and a printer with one colour: whatever colour says, form says too.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from html import escape
from math import cos, pi, radians, sin

from core.language import Language, Text, say

LETTERS = "STRONG"
MEANT = {
    "S": Text(th="พอเพียง", en="sufficient"),
    "T": Text(th="โปร่งใส", en="transparent"),
    "R": Text(th="ตื่นรู้", en="realise"),
    "O": Text(th="มุ่งไปข้างหน้า", en="onward"),
    "N": Text(th="ความรู้", en="knowledge"),
    "G": Text(th="เอื้ออาทร", en="generosity"),
}
WIDTH, HEIGHT = 360, 190
CORE, REACH = 20.0, 27.2  # the disc that fills, and how far the petals reach
TIE = (180.0, 164.0)  # where the six stems are bound together
PETALS = 11

# Sarabun Bold (core/fonts, SIL OFL 1.1) as outlines, 1000 to the em, y upwards: no reader's fonts are asked.
# Each with half its advance, so that it stands in the middle.
_OUTLINES = {
    "S": (275, "M274 -10Q195 -10 131 22Q68 54 28 114L111 194Q144 155 191 130Q238 105 279 105Q325 105 353 126Q381 147 381 181Q381 206 372 222Q363 238 338 254Q313 271 256 299Q181 336 138 368Q95 400 74 437Q54 475 54 525Q54 580 83 622Q112 664 165 687Q218 710 287 710Q363 710 421 681Q480 652 507 601L416 533Q366 595 293 595Q247 595 222 577Q197 559 197 526Q197 506 209 490Q222 474 255 455Q288 436 354 405Q418 375 454 345Q491 315 507 278Q523 241 523 190Q523 130 492 84Q462 39 405 14Q349 -10 274 -10Z"),
    "T": (295, "M223 594L15 594L15 700L575 700L575 594L367 594L367 0L223 0L223 594Z"),
    "R": (318, "M68 700L315 700Q434 700 493 651Q552 603 552 505Q552 436 523 387Q494 338 439 316L439 314Q458 300 468 287Q479 275 486 259L589 0L436 0L356 213Q344 245 325 255Q306 266 259 266L212 266L212 0L68 0L68 700ZM300 380Q355 380 383 407Q412 435 412 488Q412 585 298 585L212 585L212 380L300 380Z"),
    "O": (345, "M345 -10Q248 -10 177 33Q106 76 68 157Q31 238 31 350Q31 462 68 543Q106 624 177 667Q248 710 345 710Q443 710 513 667Q584 624 621 543Q659 462 659 350Q659 238 621 157Q584 76 513 33Q443 -10 345 -10ZM345 104Q425 104 470 169Q516 235 516 350Q516 465 470 530Q425 596 345 596Q266 596 220 530Q175 465 175 350Q175 235 220 169Q266 104 345 104Z"),
    "N": (350, "M631 700L631 0L498 0L211 460L211 0L68 0L68 700L207 700L488 247L488 700L631 700Z"),
    "G": (322, "M604 380L604 0L495 0L482 39Q414 -10 324 -10Q185 -10 108 85Q31 180 31 350Q31 459 71 540Q111 622 184 666Q257 710 355 710Q440 710 503 677Q567 645 596 587L514 515Q489 554 448 574Q408 595 356 595Q268 595 221 532Q175 469 175 350Q175 225 218 160Q261 96 343 96Q409 96 462 128L462 278L310 278L310 380L604 380Z"),
}  # fmt: skip
_SCALE = 0.0285  # of an outline

# What each class of shape is painted with: on paper, in one ink, and on a dark screen.
_PAINT = {
    "petal": ("#E8A317", "#fff", "#F2B84B"),
    "vein": ("#B87A08", "#000", "#A8741C"),
    "full": ("#0F766E", "#000", "#4FC3B2"),
    "empty": ("#fff", "#fff", "#1B2027"),
    "edge": ("#0F766E", "#000", "#4FC3B2"),
    "quiet": ("#8A93A3", "#000", "#6B7686"),
    "ink": ("#1B2A41", "#000", "#EEF1F5"),
    "on": ("#fff", "#fff", "#10211F"),
}
_STROKED = ("vein", "edge", "quiet")


@dataclass(frozen=True, slots=True)
class Letter:
    """How far a letter is: the share (0 to 1) of its topics that were read, and whether all of them are mastered."""

    share: Fraction = Fraction(0)
    bloomed: bool = False


def emblem(letters: Mapping[str, Letter], language: Language, *, one_colour: bool = False, name: str = "e") -> str:
    """The emblem as SVG text with its own title and description. `name` sets its ids apart from others on a page.

    Its colours follow a dark screen; in `one_colour` it is black on white.
    """
    paint = {word: shades[1 if one_colour else 0] for word, shades in _PAINT.items()}
    style = "" if one_colour else f"<style>{_dark()}</style>"
    flowers = "".join(
        _flower(place, letters.get(letter, Letter()), letter, paint, f"{name}{place}")
        for place, letter in enumerate(LETTERS)
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f' aria-labelledby="{name}-title {name}-desc"><title id="{name}-title">{escape(title(language))}</title>'
        f'<desc id="{name}-desc">{escape(described(letters, language))}</desc>{style}{flowers}{_tie(paint)}</svg>'
    )


def title(language: Language) -> str:
    """What the picture is."""
    return say(language, "ดอกไม้หกดอกของ STRONG", "The six flowers of STRONG")


def described(letters: Mapping[str, Letter], language: Language) -> str:
    """The picture in words: each letter, what it means, and how far it is."""
    return say(language, " · ", "; ").join(
        f"{letter} {MEANT[letter][language]} {state(letters.get(letter, Letter()), language)}" for letter in LETTERS
    )


def state(letter: Letter, language: Language) -> str:
    """How far a letter is, in words."""
    if letter.bloomed:
        return say(language, "บานแล้ว", "in bloom")
    if letter.share >= 1:
        return say(language, "เรียนครบแล้ว", "all read")
    percent = int(letter.share * 100)
    return say(language, f"เรียนแล้วร้อยละ {percent}", f"{percent}% read") if letter.share > 0 else say(
        language, "ยังไม่เริ่ม", "not started"
    )  # fmt: skip


def surface(share: Fraction) -> float:
    """How high the jade stands in a disc: 0 at its foot, its whole height at 1."""
    return 2 * CORE * float(min(max(share, Fraction(0)), Fraction(1)))


def _middle(place: int) -> tuple[float, float]:
    """The middle of a flower: six on an arc, the inner ones higher."""
    angle = radians(14.6 * (place - 2.5))
    return round(180 + 232 * sin(angle), 1), round(268 - 232 * cos(angle), 1)


def _flower(place: int, letter: Letter, sign: str, paint: Mapping[str, str], name: str) -> str:
    x, y = _middle(place)
    green = "edge" if letter.share > 0 or letter.bloomed else "quiet"
    parts = [_stem(x, y, place, green, paint)]
    parts.append(_bloom(x, y, paint) if letter.bloomed else _bud(x, y, green, paint))
    parts.append(_disc(x, y, letter, green, paint, name))
    half, outline = _OUTLINES[sign]
    at = f'transform="translate({x - half * _SCALE:.1f} {y + 350 * _SCALE:.1f}) scale({_SCALE} {-_SCALE})"'
    whole = letter.bloomed or letter.share >= 1
    if not whole:
        parts.append(f'<path class="ink" fill="{paint["ink"]}" {at} d="{outline}"/>')
    if whole or letter.share > 0:
        cut = "" if whole else f' clip-path="url(#{name})"'
        parts.append(f'<g{cut}><path class="on" fill="{paint["on"]}" {at} d="{outline}"/></g>')
    return "".join(parts)


def _disc(x: float, y: float, letter: Letter, green: str, paint: Mapping[str, str], name: str) -> str:
    if letter.bloomed or letter.share >= 1:
        return f'<circle class="full" cx="{x}" cy="{y}" r="{CORE}" fill="{paint["full"]}"/>'
    ring = f'<circle class="empty {green}" cx="{x}" cy="{y}" r="{CORE}" fill="{paint["empty"]}" stroke="{paint[green]}" stroke-width="1.6"/>'
    if letter.share <= 0:
        return ring
    down = CORE - surface(letter.share)  # from the middle, downwards
    half = (CORE * CORE - down * down) ** 0.5
    water = f"M{x - half:.2f} {y + down:.2f}A{CORE} {CORE} 0 {int(down < 0)} 0 {x + half:.2f} {y + down:.2f}Z"
    return f'{ring}<path class="full" fill="{paint["full"]}" d="{water}"/><defs><clipPath id="{name}"><path d="{water}"/></clipPath></defs>'


def _bloom(x: float, y: float, paint: Mapping[str, str]) -> str:
    """Petals round the disc, each with its vein: a marigold from above."""
    petals, veins = [], []
    for place in range(PETALS):
        turn = 2 * pi * place / PETALS - pi / 2
        petals.append(_petal(x, y, turn, REACH))
        veins.append(_ray(x, y, turn, CORE + 2.5, REACH - 0.5))
    return (
        f'<path class="petal vein" fill="{paint["petal"]}" stroke="{paint["vein"]}" stroke-width="1" stroke-linejoin="round" d="{"".join(petals)}"/>'
        f'<path class="vein" fill="none" stroke="{paint["vein"]}" stroke-width="1.2" stroke-linecap="round" d="{"".join(veins)}"/>'
    )


def _bud(x: float, y: float, green: str, paint: Mapping[str, str]) -> str:
    """Three tips over the disc: petals that are still closed."""
    tips = "".join(_petal(x, y, radians(-90 + turn), REACH - 0.6) for turn in (-32, 0, 32))
    return f'<path class="empty {green}" fill="{paint["empty"]}" stroke="{paint[green]}" stroke-width="1.4" stroke-linejoin="round" d="{tips}"/>'


def _petal(x: float, y: float, turn: float, reach: float) -> str:
    """A round petal from the middle outwards; the disc covers its root."""
    wide, root = pi / PETALS * 1.12, CORE - 3

    def at(length: float, angle: float) -> str:
        return f"{x + length * cos(turn + angle):.1f} {y + length * sin(turn + angle):.1f}"

    return f"M{at(root, -wide)}C{at(reach + 1, -wide)} {at(reach + 3.5, -wide * 0.5)} {at(reach + 2, 0)}C{at(reach + 3.5, wide * 0.5)} {at(reach + 1, wide)} {at(root, wide)}Z"


def _ray(x: float, y: float, turn: float, begin: float, end: float) -> str:
    return (
        f"M{x + begin * cos(turn):.1f} {y + begin * sin(turn):.1f}L{x + end * cos(turn):.1f} {y + end * sin(turn):.1f}"
    )


def _stem(x: float, y: float, place: int, green: str, paint: Mapping[str, str]) -> str:
    """A stem from the flower through the tie, and a leaf on it."""
    (tx, ty), low, off = TIE, y + CORE, place - 2.5
    bends = ((x, low), (x - off * 1.5, low + 30), (tx + off * 9, ty - 38), (tx + off * 2.4, ty))
    points = [f"{across:.1f} {down:.1f}" for across, down in bends]
    stem = f"M{points[0]}C{' '.join(points[1:])}Q{tx:.1f} {ty + 8} {tx - off * 5:.1f} {HEIGHT - 3}"
    lx, ly = (
        sum(share * bend[axis] for share, bend in zip((0.216, 0.432, 0.288, 0.064), bends, strict=True))
        for axis in (0, 1)
    )  # two fifths of the way down
    side = 1 if place < 3 else -1
    leaf = f"M{lx:.1f} {ly:.1f}q{side * 2} -13 {side * 16} -16q1 13 {side * -16} 16Z"
    begun = green == "edge"
    kind, filled = ("full", paint["full"]) if begun else ("empty quiet", paint["empty"])
    return (
        f'<path class="{green}" fill="none" stroke="{paint[green]}" stroke-width="2" stroke-linecap="round" d="{stem}"/>'
        f'<path class="{kind}" fill="{filled}" stroke="{paint[green]}" stroke-width="1.2" stroke-linejoin="round" d="{leaf}"/>'
    )


def _tie(paint: Mapping[str, str]) -> str:
    """The ribbon round the stems: six letters are one thing."""
    x, y = TIE
    tails = f"M{x + 7} {y}q14 2 17 13q-6 -3 -9 1q-2 -8 -10 -11Z"
    return (
        f'<path class="petal vein" fill="{paint["petal"]}" stroke="{paint["vein"]}" stroke-width="1" stroke-linejoin="round" d="{tails}"/>'
        f'<rect class="petal vein" fill="{paint["petal"]}" stroke="{paint["vein"]}" stroke-width="1" x="{x - 10.5}" y="{y - 4}" width="21" height="8" rx="3"/>'
    )


def _dark() -> str:
    rules = "".join(
        f".{word}{{stroke:{shades[2]}}}" if word in _STROKED else f".{word}{{fill:{shades[2]}}}"
        for word, shades in _PAINT.items()
    )
    return f"@media (prefers-color-scheme:dark){{{rules}}}"
