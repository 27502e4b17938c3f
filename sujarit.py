"""The `sujarit` command: what an administrator or trainer does without a browser. It never imports Streamlit."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import click

import house
import trainer
from core import backup as backups
from core.address import closed
from core.db import private_folder
from core.greeting import STARTING, shown_host
from core.ground import now
from core.logfile import LogFile
from core.sorry import Sorry
from core.terminal import speak

HERE = Path(__file__).parent


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
        click.confirm(
            f"สิ่งที่ {code} ทำไว้จะหายไปอย่างถาวร ทำต่อหรือไม่ / Everything that {code} wrote is deleted and cannot be brought back. Go on?",
            abort=True,
        )
    try:
        emptied = house.house().erase(code)
    except LookupError as error:
        raise Sorry(str(error)) from error
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
        raise Sorry(f"กู้คืนไม่ได้ ข้อมูลเดิมยังอยู่ครบ / nothing was restored: {wrong}")
    if folder.exists() and any(folder.iterdir()) and not yes:
        click.confirm(f"จะย้าย {folder} ไปเก็บไว้ข้าง ๆ ทำต่อหรือไม่ / {folder} will be set aside. Go on?", abort=True)
    try:
        aside = backups.restore(file, folder)
    except PermissionError as error:
        raise Sorry(
            f"ยังกู้คืนไม่ได้ มีโปรแกรมใช้ {folder} อยู่ ข้อมูลเดิมยังอยู่ครบ หยุดสุจริตก่อน ปิดหน้าต่างที่เปิดโฟลเดอร์นี้ แล้วลองใหม่ / "
            f"not restored: something uses {folder}, and everything in it is as it was; "
            "stop Sujarit first, close what shows that folder, and try again"
        ) from error
    click.echo(f"กู้คืนแล้ว / restored into {folder}" + (f"; ข้อมูลเดิมอยู่ที่ / what was there is in {aside}" if aside else ""))


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
for _command in (*trainer.COMMANDS, *(each for room in house.ROOMS for each in room.commands)):
    main.add_command(_command)

if __name__ == "__main__":
    main()
