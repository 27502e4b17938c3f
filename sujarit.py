"""The `sujarit` command: what an administrator or trainer does without a browser. It never imports Streamlit."""

import json
import os
import sys
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

import house
from core import backup as backups
from core.address import closed
from core.calendar import local_day
from core.db import private_folder
from core.greeting import STARTING, shown_host
from core.ground import now
from core.language import Language, Text
from core.library import drafts
from core.logfile import LogFile
from core.terminal import speak

HERE = Path(__file__).parent


class Sorry(click.ClickException):
    """Why a command does nothing, and what to do instead."""

    def show(self, file: Any = None) -> None:
        click.echo(f"✕ {self.format_message()}", err=True)


class Command(click.Group):
    """The command, in a terminal that has been made fit for Thai before the first word, be it an error."""

    def main(self, *arguments: Any, **more: Any) -> Any:
        speak()
        return super().main(*arguments, **more)


@click.group(cls=Command)
@click.option(
    "--data",
    type=click.Path(file_okay=False, path_type=Path),
    envvar=house.DATA,
    help="The data folder (SUJARIT_DATA).",
)
@click.pass_context
def main(ctx: click.Context, data: Path | None) -> None:
    """Sujarit: integrity learning, pledges and the plan's figures."""
    if data:
        os.environ[house.DATA] = str(data)
    wanted = ctx.invoked_subcommand
    folder = house.data_folder()
    if wanted in STANDING and not (folder / "sujarit.db").exists():
        raise Sorry(
            f"ไม่พบข้อมูลสุจริตใน {folder} ระบุโฟลเดอร์ด้วย --data หรือ SUJARIT_DATA / "
            f"there is no Sujarit in {folder}; name its folder with --data or SUJARIT_DATA"
        )
    if wanted in OPENING and (wanted not in ANYWHERE or (folder / "sujarit.db").exists()):
        ctx.obj = house.house().ground


@main.command()
@click.option(
    "--host",
    envvar="HOST",
    default="127.0.0.1",
    show_default=True,
    help="Address to listen on; 0.0.0.0 for the office's network.",
)
@click.option("--port", envvar="PORT", default=8501, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--log",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write into this file what the terminal would show, with the time; for a start without a terminal.",
)
def serve(host: str, port: int, log: Path | None) -> None:
    """Start the web server, and say its addresses, with the set-up link while there is no administrator."""
    folder = house.data_folder().absolute()
    try:
        private_folder(folder)
    except OSError as error:
        raise Sorry(
            f"ใช้โฟลเดอร์ข้อมูล {folder} ไม่ได้ ({error.strerror}) ตรวจสิทธิ์ หรือระบุโฟลเดอร์อื่นด้วย SUJARIT_DATA / "
            f"the data folder {folder} cannot be used ({error.strerror}); check its rights, or name another with SUJARIT_DATA"
        ) from error
    if log:
        sys.stdout = sys.stderr = LogFile(log, now)
    if wrong := closed(host, port):
        if log:
            print(f"! {wrong.th} / {wrong.en}")
        raise Sorry(f"{wrong.th} / {wrong.en}")
    os.environ |= {house.DATA: str(folder), "HOST": host, "PORT": str(port), house.HELLO: "log" if log else "terminal"}
    print(STARTING, flush=True)
    os.chdir(HERE)  # Streamlit reads .streamlit/config.toml where it starts
    from core.serving import serve as until_stopped  # Streamlit, which no other command needs

    until_stopped(HERE / "app.py", host, port, shown_host(host))


def _topics(topics: Mapping[str, Mapping[Text, str]], language: Language) -> None:
    """What each topic holds, a line each."""
    for slug, measured in sorted(topics.items()):
        click.echo(f"{slug}: " + " · ".join(f"{word[language]} {said}" for word, said in measured.items()))


@main.command()
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


@main.command()
@click.argument("what")
@click.option("--language", type=click.Choice(["th", "en"]), default="th", show_default=True)
def preview(what: str, language: Language) -> None:
    """Check one content file, ROOM/SLUG, as `check --strict` does, and say where the server shows it as it stands."""
    folder = house.data_folder() / "content"
    problems, _ = house.strict(folder, local_day(now()))
    known = {f"{shelf.room}/{slug}": name for shelf in house.shelves() for slug, name in drafts(shelf, folder).items()}
    if what not in known:
        near = ", ".join(get_close_matches(what, known)) or "lessons/…, quizzes/…"
        raise click.ClickException(f"ไม่มีแฟ้มของ {what} ลองดู / there is no file of {what}; try: {near}")
    found = [problem for problem in problems if problem.file == known[what]]
    for problem in found:
        click.echo(problem.told(language))
    click.echo("✕" if found else "✓ ไม่มีที่ต้องแก้ / nothing to mend")
    room, _, slug = what.partition("/")
    if any(page.path == f"preview-{room}" for each in house.ROOMS for page in each.pages):
        click.echo(f"ดูตัวอย่าง / preview: http://localhost:{os.environ.get('PORT', '8501')}/preview-{room}?slug={slug}")
    sys.exit(bool(found))


@main.command()
def audit() -> None:
    """Walk the record and ask every room whether its rows agree. Names each place that does not; exit code 1 then."""
    findings = list(house.house().audit())
    for finding in findings:
        click.echo(str(finding))
    click.echo(
        "✕ the record and the rows do not agree" if findings else "✓ the record stands, and every room agrees with it"
    )
    sys.exit(bool(findings))


@main.command()
@click.argument("what", required=False)
def publish(what: str | None) -> None:
    """Review changes of used content that wait: without WHAT list them, with ROOM/SLUG bring that one into force."""
    opened = house.house()
    if not what:
        for each in opened.waiting:
            click.echo(f"{each.room}/{each.slug} waits for a review (version {each.version[:12]})")
        click.echo(f"{len(opened.waiting)} waiting")
        return
    if what not in [f"{each.room}/{each.slug}" for each in opened.waiting]:
        raise Sorry(f"nothing waits under {what}")
    refused = opened.review(*what.split("/"))
    if refused is not None:
        raise Sorry(refused.reason)
    click.echo(f"{what} is in force")


@main.command()
@click.argument("code")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export(code: str, file: Path) -> None:
    """Write everything that is kept about the person with CODE into FILE (JSON), for that person."""
    try:
        found = house.house().export(code)
    except LookupError as error:
        raise Sorry(str(error)) from error
    file.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    click.echo(f"{file}")


@main.command()
@click.argument("code")
@click.option("--yes", is_flag=True, help="Do it without asking.")
def erase(code: str, yes: bool) -> None:
    """Erase the person with CODE: name, answers and signatures go; the facts stay in the record, without a name."""
    if not yes:
        click.confirm(f"Everything that {code} wrote is deleted and cannot be brought back. Go on?", abort=True)
    try:
        emptied = house.house().erase(code)
    except LookupError as error:
        raise Sorry(str(error)) from error
    click.echo(f"{code} is erased")
    if not emptied:
        click.echo(
            "ขณะนี้มีผู้อ่านข้อมูลอยู่ เซิร์ฟเวอร์จะล้างแฟ้มบันทึกชั่วคราวให้ภายในไม่กี่นาที / "
            "somebody is reading just now; the server empties the database's log within minutes, or at its next start",
            err=True,
        )


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--with-key", is_flag=True, help="Put the signing key in too. Whoever has it can issue certificates.")
def backup(file: Path, with_key: bool) -> None:
    """Back up database and content into FILE (a ZIP), while people work."""
    backups.back_up(house.house().ground, file, with_key=with_key)
    click.echo(f"{file} · {file.stat().st_size / 1e6:.1f} MB · {'with' if with_key else 'without'} the key")


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--yes", is_flag=True, help="Do it without asking.")
def restore(file: Path, yes: bool) -> None:
    """Put a backup FILE in the place of the data folder; what is there now is kept beside it. Stop the server first."""
    folder = house.data_folder()
    wrong = backups.wrong_with(file)
    if wrong:
        raise Sorry(wrong)
    if folder.exists() and any(folder.iterdir()) and not yes:
        click.confirm(f"{folder} will be set aside. Go on?", abort=True)
    try:
        aside = backups.restore(file, folder)
    except PermissionError as error:
        raise Sorry(
            f"ยังกู้คืนไม่ได้ มีโปรแกรมใช้ {folder} อยู่ ข้อมูลเดิมยังอยู่ครบ หยุดสุจริตก่อน ปิดหน้าต่างที่เปิดโฟลเดอร์นี้ แล้วลองใหม่ / "
            f"not restored: something uses {folder}, and everything in it is as it was; "
            "stop Sujarit first, close what shows that folder, and try again"
        ) from error
    click.echo(f"restored into {folder}" + (f"; what was there is in {aside}" if aside else ""))


@main.command()
@click.option("--people", "count", default=100, show_default=True, type=click.IntRange(1, 100_000))
@click.option("--seed", default=2570, show_default=True)
def demo(count: int, seed: int) -> None:
    """Fill an empty data folder with a made-up office over two fiscal years, through the same code as real people."""
    from demo import fill

    if house.data_folder().exists() and any(house.data_folder().iterdir()):
        raise Sorry(
            f"{house.data_folder()} มีข้อมูลอยู่แล้ว ระบุโฟลเดอร์อื่นด้วย SUJARIT_DATA / "
            f"{house.data_folder()} is not empty; name another with SUJARIT_DATA"
        )
    click.echo("กำลังสร้างหน่วยงานสาธิต ใช้เวลาครู่หนึ่ง · Making up an office, which takes a moment")
    for line in fill(house.data_folder(), count, seed):
        click.echo(line)


STANDING = {
    "address",
    "audit",
    "publish",
    "backup",
    "export",
    "erase",
    "revoke",
    "remind",
}  # they look at an office that is there, and make none
ANYWHERE = {"outcomes"}  # what an office handed out is verified with its key, and needs no office
OPENING = {command.name for room in house.ROOMS for command in room.commands if command.name != "verify"}
for _room in house.ROOMS:
    for _command in _room.commands:
        main.add_command(_command)

if __name__ == "__main__":
    main()
