"""The family of badges as one person has it: earned, nearly earned with what is missing, and not yet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from html import escape

from badges import load, store
from badges.credential import Credential, tells, whole
from badges.medal import State
from badges.missing import Lack, missing, near, within
from badges.store import Standing
from core.calendar import local_day, short_date
from core.db import Database
from core.language import Text
from core.library import in_force, slugs
from core.path import Brief, Step
from core.visit import Visit

Walked = Sequence[tuple[Brief, Sequence[Step]]]  # a person's programmes, each with its steps as they stand


@dataclass(frozen=True, slots=True)
class Medal:
    """A badge, and how it stands with a person. `lacks`: what is missing, with the titles of the steps that say so.

    `programme`: in which it was or would be earned.
    """

    slug: str
    version: str
    badge: Credential
    state: State
    issued: date | None = None
    lacks: tuple[Lack, ...] = ()
    titles: Mapping[tuple[str, str], Text] | None = None
    programme: Text | None = None


def family(who: Visit, db: Database, walked: Walked, held: Sequence[Standing]) -> list[Medal]:
    """All badges that a person has or can earn on a path of theirs: the earned first, then the nearest."""
    today, found = local_day(who.at), list[Medal]()
    did = [
        (store.done(db, who.person.id, brief.slug, asked), steps, brief.title)
        for brief, steps in walked
        if (asked := store.programme(db, brief.slug))
    ]
    for slug in slugs(db, load.shelf.room):
        known = in_force(db, load.shelf, slug)
        if known is None or known[1].shape != "badge":
            continue
        version, badge = known
        had = [each for each in held if each.credential == slug and each.state(today) != "revoked"]
        if had:
            printed = store.printed(db, had[0].id)
            found.append(
                Medal(
                    slug, version, badge, "earned", had[0].issued,
                    programme=Text(**printed["programme"]) if printed else None,
                )
            )  # fmt: skip
            continue
        rule = badge.rule.model_dump(mode="json", exclude_none=True)
        ways = []
        for done, steps, programme in did:
            titles = {(step.kind, step.name): step.title for step in steps}
            if within(rule, titles) and tells(rule, len(done.topics)):
                following = next(((step.kind, step.name) for step in steps if not step.done), None)
                lacks = missing(rule, done)
                ways.append(
                    Medal(
                        slug, version, badge, "near" if near(lacks, following) else "later", None, lacks, titles,
                        programme if whole(rule) else None,
                    )
                )  # fmt: skip
        if ways:
            found.append(min(ways, key=lambda each: (each.state != "near", len(each.lacks))))
    order = ("earned", "near", "later")
    return sorted(found, key=lambda each: (order.index(each.state), each.issued or date.max, len(each.lacks)))


def drawn(who: Visit, medals: Sequence[Medal], across: int, *, few: bool = False) -> str:
    """Badges as a grid of pictures with words; an earned one unfolds, and says what it was given for.

    `few`: closer, and without their days.
    """
    listed, asked = "", set[tuple[Lack, ...]]()
    for each in medals:
        listed += _one(who, each, across, dated=not few, again=each.state == "near" and each.lacks in asked)
        asked.add(each.lacks)
    return f'<ul class="sj-medals{" few" if few else ""}">{listed}</ul>'


def picture(who: Visit, slug: str, version: str, state: State, across: int) -> str:
    """The picture alone; what it shows stands beside it."""
    source = f"/badges/{slug}.svg?state={state}&amp;language={who.language}&amp;v={version[:12]}"
    return f'<img src="{source}" width="{across}" height="{across}" alt="">'


def _one(who: Visit, each: Medal, across: int, *, dated: bool, again: bool) -> str:
    """One badge. `again`: what it still asks stands beside an earlier one."""
    shown = picture(who, each.slug, each.version, each.state, across)
    words = each.badge.title[who.language].split(" ")  # a title breaks between its words, and not within “ไม่รับของ”
    title = f"<b>{' '.join(f'<span>{escape(word)}</span>' for word in words)}</b>"
    if each.state == "earned" and each.issued:
        day = f"{who.say('ได้รับเมื่อ', 'earned on')} {short_date(each.issued, who.language)}"
        below = f"<span>{day}</span>" if dated else ""
        inner = f"<details><summary>{shown}{title}{below}</summary>{_given(who, each, '' if dated else day)}</details>"
    elif each.state == "near":
        left = who.say("ได้พร้อมกันด้วยขั้นเดียวกันนี้", "Comes with the same step")
        if not again:
            left = f"{who.say('เหลืออีกขั้นเดียว', 'One step left')}: {escape(_lack(who, each))}"
        inner = f"{shown}<div>{title}<span>{left}</span></div>"
    else:
        inner = f"{shown}{title}<span>{who.say('ให้แก่ผู้ที่', 'Given for')}: {escape(_earned(who, each))}</span>"
    return f'<li class="{each.state}">{inner}</li>'


def _given(who: Visit, each: Medal, day: str) -> str:
    """What an earned badge was given for, what stands in it where that is not its title, and the way to its picture."""
    word, title = each.badge.drawn[who.language], each.badge.title[who.language]
    lines = [who.say("ให้แก่ผู้ที่", "Given for") + f": {_earned(who, each)}"]
    if word.casefold() not in title.casefold():
        lines.append(who.say(f"คำบนเหรียญตรา: “{word}”", f"The word on it: “{word}”"))
    told = "".join(f"<p>{escape(line)}</p>" for line in (*lines, day) if line)
    address = f"/badges/{each.slug}.png?language={who.language}"
    way = who.say("เปิดรูปเพื่อเก็บหรือส่งต่อ", "Open the picture, to keep or send it")
    return f'<div class="given">{told}<a class="sj-button" href="{address}" target="_blank">{way}</a></div>'


def _earned(who: Visit, each: Medal) -> str:
    """How it is earned, and in which programme: all lessons are those of one."""
    said = each.badge.earned[who.language]
    if each.programme is None:
        return said
    name = each.programme[who.language]
    return said + who.say(f" ในหลักสูตร “{name}”", f", in “{name}”")


def _lack(who: Visit, each: Medal) -> str:
    """The one thing that is missing, in words."""
    (word, name), titles = each.lacks[0], each.titles or {}
    title = titles[word, name][who.language] if (word, name) in titles else name
    return {
        "lesson": who.say(f"เรียน “{title}”", f"read “{title}”"),
        "test": who.say(f"ส่ง{title}", f"hand in the {title.lower()}"),
        "pledge": who.say(f"ลงนาม “{title}”", f"sign “{title}”"),
        "reached": who.say(f"ได้คะแนนหลังเรียนตั้งแต่ร้อยละ {name}", f"{name} per cent or more in the post-test"),
    }.get(word, each.badge.earned[who.language])
