"""What a trainer does in the shell: check content files, look at one, and bring reviewed changes into force."""

import os
import sys
from collections.abc import Mapping
from difflib import get_close_matches

import click

import house
from core.calendar import local_day
from core.ground import now
from core.language import Language, Text
from core.library import drafts
from core.sorry import Sorry


def _topics(topics: Mapping[str, Mapping[Text, str]], language: Language) -> None:
    """What each topic holds, a line each."""
    for slug, measured in sorted(topics.items()):
        click.echo(f"{slug}: " + " · ".join(f"{word[language]} {said}" for word, said in measured.items()))


@click.command()
@click.option("--language", type=click.Choice(["th", "en"]), default="th", show_default=True)
@click.option(
    "--strict", is_flag=True, help="Look at words, keys, forms and sources too, and print what each topic holds."
)
def check(language: Language, strict: bool) -> None:
    """Check all content, shipped and the office's own: every mistake at once, each with file, line and remedy."""
    folder = house.data_folder() / "content"
    contents, problems = house.check(folder)
    if strict:
        problems, topics = house.strict(folder, local_day(now()))
        _topics(topics, language)
    for problem in problems:
        click.echo(problem.told(language))
    for hint in house.hints(house.data_folder(), contents):
        click.echo(f"? {hint.told(language)}")
    counted = ", ".join(f"{room} {len(found)}" for room, found in contents.items())
    click.echo(f"{'✕' if problems else '✓'} {len(problems)} problem(s) · {counted}")
    sys.exit(bool(problems))


@click.command()
@click.argument("what")
@click.option("--language", type=click.Choice(["th", "en"]), default="th", show_default=True)
def preview(what: str, language: Language) -> None:
    """Check one content file, ROOM/SLUG, as `check --strict` does, and say where the server shows it as it stands."""
    folder = house.data_folder() / "content"
    problems, _ = house.strict(folder, local_day(now()))
    known = {f"{shelf.room}/{slug}": name for shelf in house.shelves() for slug, name in drafts(shelf, folder).items()}
    if what not in known:
        near = ", ".join(get_close_matches(what, known)) or "lessons/…, quizzes/…"
        raise Sorry(f"ไม่มีแฟ้มของ {what} ลองดู / there is no file of {what}; try: {near}")
    found = [problem for problem in problems if problem.file == known[what]]
    for problem in found:
        click.echo(problem.told(language))
    click.echo("✕" if found else "✓ ไม่มีที่ต้องแก้ / nothing to mend")
    room, _, slug = what.partition("/")
    if any(page.path == f"preview-{room}" for each in house.ROOMS for page in each.pages):
        click.echo(f"ดูตัวอย่าง / preview: http://localhost:{os.environ.get('PORT', '8501')}/preview-{room}?slug={slug}")
    sys.exit(bool(found))


@click.command()
@click.argument("what", required=False)
def publish(what: str | None) -> None:
    """Review changes of used content that wait: without WHAT list them, with ROOM/SLUG bring that one into force."""
    opened = house.house()
    if not what:
        for each in opened.waiting:
            click.echo(f"{each.room}/{each.slug} รอทบทวน / waits for a review (version {each.version[:12]})")
        click.echo(f"รอทบทวน / waiting: {len(opened.waiting)}")
        return
    if what not in [f"{each.room}/{each.slug}" for each in opened.waiting]:
        raise Sorry(f"ไม่มีรายการ {what} ที่รอทบทวน / nothing waits under {what}")
    refused = opened.review(*what.split("/"))
    if refused is not None:
        raise Sorry(f"ยังไม่ได้นำขึ้นใช้ / not in force: {refused.reason}")
    click.echo(f"นำขึ้นใช้แล้ว / {what} is in force")


COMMANDS = (check, preview, publish)
