"""Home: the emblem, one next step, the path of each programme, and what other rooms have to show."""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from core import ui
from core.calendar import local_day
from core.emblem import HEIGHT, LETTERS, MEANT, WIDTH, Letter, described, emblem, state, title
from core.path import Brief, Step
from core.room import named
from core.settings import festive
from core.visit import Door, Visit
from programmes import store
from programmes.flowers import flowers, topics
from programmes.pages import address
from programmes.pages.ahead import ahead
from programmes.pages.path import due, path

Walked = tuple[Brief, Sequence[Step]]  # a programme, and its steps as they stand


def render(visit: Door) -> None:
    """The learner's programmes that run today."""
    who = visit()
    ui.told()
    with who.read() as db:
        walked = [(brief, who.paths.steps(db, brief.slug, who.person)) for brief in who.paths.mine(db, who.person)]
        shown = festive(db, who.person)
        found = [
            topic
            for brief, steps in walked
            for topic in topics(brief, steps, store.shares(db, brief.slug, who.person.id, "post"))
        ]
    _panels(who, walked, first=True)
    _alone(who)
    if walked:
        _programmes(who, walked, flowers(found) if shown else None)
    else:
        ui.heading(who.say("หน้าหลัก", "Home"))
        ui.empty(
            who.say(
                "ขณะนี้ยังไม่มีหลักสูตรของท่าน เมื่อหน่วยงานเปิดหลักสูตร จะแสดงที่นี่",
                "No programme is open for you now. When your office opens one, it stands here.",
            )
        )
    _panels(who, walked, first=False)
    address.section(visit, who)


def _panels(who: Visit, walked: Sequence[Walked], *, first: bool) -> None:
    """What other rooms show here: of the same programmes."""
    for panel in who.ground.panels:
        if panel.page == "" and panel.first is first:
            named(panel.render)(who, walked)


def _alone(who: Visit) -> None:
    """After the set-up nobody is here but the administrator: what comes next."""
    if "people" not in who.pages:
        return
    with who.read() as db:
        directory = who.ground.directory
        several = len(directory.units(db)) > 1 or len(directory.everybody(db)) > 1
    if several:
        return
    ui.card(
        who.say("ขั้นต่อไป: เพิ่มบุคลากร", "Next: add your people"),
        who.say("ตั้งค่าเรียบร้อย ตอนนี้มีท่านคนเดียวในระบบ เพิ่มทีละคนหรือจากแฟ้ม แล้วพิมพ์ใบเข้าใช้งานครั้งแรกให้แต่ละคน", "All is set up, and you are the only one here. Add people one by one or from a file, then print each a first sign-in slip."),
    )  # fmt: skip
    if st.button(who.say("เพิ่มบุคลากร", "Add people"), key="alone/people", type="primary", width="stretch"):
        who.go("people")


def _programmes(who: Visit, walked: Sequence[Walked], letters: Mapping[str, Letter] | None) -> None:
    """One heading, one emblem, one next step: of the programme that is due first among those that are not finished."""
    several = len(walked) > 1
    ui.heading(who.say("หลักสูตรของท่าน", "Your programmes") if several else walked[0][0].title[who.language])
    if letters is not None:
        _emblem(who, letters, "" if several else due(who, *walked[0]))
    elif not several:
        _due(who, *walked[0], bar=True)
    brief, steps = next((each for each in walked if _following(each[1])), walked[0])  # those due first stand first
    ahead(
        who,
        brief,
        steps,
        _over(walked, steps),
        several=several,
        news=letters is not None and _first_time(who, brief, steps),
    )
    _code(who)
    if several:
        st.html(f"<h2>{escape(brief.title[who.language])}</h2>")
        _due(who, brief, steps, bar=letters is None)
    st.html(path(who, brief, steps, _following(steps), leads=False))
    for other, its in (each for each in walked if each[0] is not brief):
        _folded(who, other, its)


def _folded(who: Visit, brief: Brief, steps: Sequence[Step]) -> None:
    """A programme that is not the one to go on with: its name and how far, and its path for whoever wants it."""
    head = f'{escape(brief.title[who.language])} <span class="sj-soft">{escape(due(who, brief, steps))}</span>'
    listed = path(who, brief, steps, _following(steps), leads=True)
    st.html(f'<details class="sj-fold sj-other"><summary>{head}</summary>{listed}</details>')


def _code(who: Visit) -> None:
    """On somebody's first day the code that lets them in again: it was made from their name, and they went straight on."""
    if who.person.came == local_day(who.at):
        said = who.say("รหัสเข้าใช้งานของท่าน สำหรับเข้าครั้งหน้า", "Your sign-in code, for next time")
        again = who.say("ดูได้อีกที่ชื่อของท่านด้านบน", "It stands at your name above, too")
        st.html(f'<p class="sj-soft">{said} <b>{escape(who.person.code)}</b><br>{again}</p>')


def _first_time(who: Visit, brief: Brief, steps: Sequence[Step]) -> bool:
    """Whether they read now, once, that all is done; where a certificate crowns the path, its room celebrates that."""
    if _following(steps) or any(step.kind == "certificate" for step in steps):
        return False
    with who.read() as db:
        if store.celebrated(db, brief.slug, who.person.id):
            return False
    with who.write() as writing:
        return store.celebrate(writing, brief.slug, who.person.id)


def _following(steps: Sequence[Step]) -> Step | None:
    return next((step for step in steps if not step.done), None)


def _over(walked: Sequence[Walked], steps: Sequence[Step]) -> Brief | None:
    """The programme that is done, where the one that comes next has not begun."""
    if not _following(steps) or any(each.done or each.begun for each in steps):
        return None
    return next((brief for brief, its in walked if not _following(its)), None)


def _due(who: Visit, brief: Brief, steps: Sequence[Step], *, bar: bool) -> None:
    words = due(who, brief, steps)
    if bar:
        ui.progress(sum(step.done for step in steps), len(steps), words)
    else:
        st.html(f'<p class="sj-soft">{words}</p>')


def _emblem(who: Visit, letters: Mapping[str, Letter], words: str) -> None:
    """The emblem as a picture that says in words what it shows, and what each of its flowers means."""
    picture = b64encode(emblem(letters, who.language).encode()).decode()
    alt = escape(f"{title(who.language)}: {described(letters, who.language)}", quote=True)
    how = who.say(
        "อ่านบทเรียนแล้ว สีเขียวในดอกจะเต็มขึ้น เมื่อแบบทดสอบหลังเรียนในเรื่องของดอกนั้นถึงเกณฑ์ทุกเรื่อง ดอกจะบาน",
        "A flower fills with green as its lessons are read. It blooms when the post-test reaches the criterion in all its topics.",
    )
    each = "".join(
        f"<li><b>{letter}</b> {MEANT[letter][who.language]}<span>{state(letters[letter], who.language)}</span></li>"
        for letter in LETTERS
    )
    far, *when = words.split(" · ")  # how far in a line of its own: a dot at a line's end would point at nothing
    parts = f"<span>{far}</span><br>{' · '.join(f'<span>{part}</span>' for part in when)}"
    below = f'<p class="sj-soft sj-due">{parts}</p>' if words else ""
    st.html(
        f'<div class="sj-emblem"><img width="{WIDTH}" height="{HEIGHT}" alt="{alt}" src="data:image/svg+xml;base64,{picture}">{below}'
        f"<details><summary>{who.say('ดอกไม้แต่ละดอกบอกอะไร', 'What the flowers say')}</summary><p>{how}</p><ul>{each}</ul></details></div>"
    )
