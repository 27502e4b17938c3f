"""The `sujarit` command: what an administrator or trainer does without a browser. It never imports Streamlit."""

import json
import os
import sys
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

import click

import house
from core import backup as backups
from core.address import reachable
from core.calendar import local_day
from core.ground import now
from core.language import Language, Text
from core.library import drafts

HERE = Path(__file__).parent


@click.group()
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
        raise click.ClickException(
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
def serve(host: str, port: int) -> None:
    """Start the web server, and print the set-up link while there is no administrator."""
    opened = house.house()
    shown = "localhost" if host in ("127.0.0.1", "0.0.0.0", "::") else host
    click.echo(f"สุจริต / Sujarit: http://{shown}:{port}")
    for number in reachable(host):
        if number != shown:
            click.echo(f"โทรศัพท์ในเครือข่าย / phones in the network: http://{number}:{port}")
    token = house.set_up_link(opened.ground)
    if token:
        click.echo(f"ตั้งค่าครั้งแรก / First set-up (once): http://{shown}:{port}/set-up/{token}")
    for problem in opened.problems:
        click.echo(f"! {problem}", err=True)
    opened.ground.store.close()
    sys.stdout.flush()
    os.chdir(HERE)  # Streamlit reads .streamlit/config.toml where it starts
    os.environ[house.DATA] = str(house.data_folder().absolute())
    arguments = ["-m", "streamlit", "run", "app.py", "--server.address", host, "--server.port", str(port)]
    arguments += ["--browser.serverAddress", shown]  # else Streamlit asks a host outside for this machine's address
    if os.name == "nt":  # Windows has no exec: stay and wait for the child
        import subprocess

        sys.exit(subprocess.call([sys.executable, *arguments]))
    os.execv(sys.executable, [sys.executable, *arguments])


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
        "✕ บันทึกกับข้อมูลไม่ตรงกัน / the record and the rows do not agree"
        if findings
        else "✓ บันทึกอยู่ครบและตรงกับข้อมูลทุกห้อง / the record stands, and every room agrees with it"
    )
    sys.exit(bool(findings))


@main.command()
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
        raise click.ClickException(f"ไม่มีรายการ {what} ที่รอทบทวน / nothing waits under {what}")
    refused = opened.review(*what.split("/"))
    if refused is not None:
        raise click.ClickException(f"ยังไม่ได้นำขึ้นใช้ / not in force: {refused.reason}")
    click.echo(f"นำขึ้นใช้แล้ว / {what} is in force")


@main.command()
@click.argument("code")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def export(code: str, file: Path) -> None:
    """Write everything that is kept about the person with CODE into FILE (JSON), for that person."""
    try:
        found = house.house().export(code)
    except LookupError as error:
        raise click.ClickException(str(error)) from error
    file.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    click.echo(f"{file}")


@main.command()
@click.argument("code")
@click.option("--yes", is_flag=True, help="Do it without asking.")
def erase(code: str, yes: bool) -> None:
    """Erase the person with CODE: name, answers and signatures go; the facts stay in the record, without a name."""
    if not yes:
        click.confirm(
            f"สิ่งที่ {code} ทำไว้จะหายไปอย่างถาวร ทำต่อหรือไม่ / Everything that {code} wrote is deleted and cannot be brought back. Go on?",
            abort=True,
        )
    try:
        emptied = house.house().erase(code)
    except LookupError as error:
        raise click.ClickException(str(error)) from error
    click.echo(f"ลบข้อมูลแล้ว / {code} is erased")
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
        raise click.ClickException(f"กู้คืนไม่ได้ ข้อมูลเดิมยังอยู่ครบ / nothing was restored: {wrong}")
    if folder.exists() and any(folder.iterdir()) and not yes:
        click.confirm(f"จะย้าย {folder} ไปเก็บไว้ข้าง ๆ ทำต่อหรือไม่ / {folder} will be set aside. Go on?", abort=True)
    aside = backups.restore(file, folder)
    click.echo(f"กู้คืนแล้ว / restored into {folder}" + (f"; ข้อมูลเดิมอยู่ที่ / what was there is in {aside}" if aside else ""))


@main.command()
@click.option("--people", "count", default=100, show_default=True, type=click.IntRange(1, 100_000))
@click.option("--seed", default=2570, show_default=True)
def demo(count: int, seed: int) -> None:
    """Fill an empty data folder with a made-up office over two fiscal years, through the same code as real people."""
    from demo import fill

    if house.data_folder().exists() and any(house.data_folder().iterdir()):
        raise click.ClickException(
            f"โฟลเดอร์ {house.data_folder()} มีข้อมูลอยู่แล้ว ระบุโฟลเดอร์อื่นด้วย SUJARIT_DATA / it is not empty; name another"
        )
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
