"""The `sujarit` command: what an administrator or trainer does without a browser, and what it answers."""

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from conftest import CAST, OFFICE, PASSWORD, Clock
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from story import walks

import house
import sujarit
from badges import certificate
from badges import store as badges
from badges.address import address_of
from badges.sheet import sheet_of
from core.settings import ADDRESS, ORGANISATION_TH, set_to
from core.signing import Signer
from people.store import signins
from people.store.directory import Roster

ROOT = Path(__file__).parent.parent
BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
PUBLIC = "https://sujarit.example.go.th"
HEADER = "รหัส,ชื่อ,หน่วยงาน,บทบาท\n"


def forget() -> None:
    """End this process's house, as when a command ends."""
    if house.house.cache_info().currsize:
        house.house().ground.store.close()
        house.house.cache_clear()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The data folder that the command finds; there is none yet."""
    monkeypatch.setenv(house.DATA, str(tmp_path / "data"))
    yield tmp_path / "data"
    forget()


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which Ana has walked the whole path, and the papers of her certificate."""
    folder = tmp_path_factory.mktemp("lived-in")
    opened = house.open_house(folder / "data", clock=Clock(), synchronous="OFF")
    house.admit_all(opened.ground, CAST)
    house.passwords(opened.ground, ["ADISA", "ANA"], PASSWORD)
    with opened.ground.write() as writing:
        set_to(writing.db, ORGANISATION_TH, OFFICE)
        set_to(writing.db, ADDRESS, PUBLIC)
        ana = Roster().by_code(writing.db, "ANA")
    assert ana is not None
    walks(opened, ana)
    with opened.ground.read() as db:
        held = next(each for each in badges.held(db, ana.id) if each.credential == "strong")
        data = badges.printed(db, held.id)
        assert data is not None
        address = address_of(opened.ground, db, held.id, data)
        pdf = certificate.pdf(sheet_of(opened.ground, db, held.id, data, "th"))
    (folder / "certificate.pdf").write_bytes(pdf)
    (folder / "certificate.png").write_bytes(certificate.png(pdf))
    (folder / "address.txt").write_text(str(address), encoding="utf-8")
    (folder / "id.txt").write_text(held.id, encoding="utf-8")
    opened.ground.store.close()
    return folder


@pytest.fixture
def office(lived_in: Path, folder: Path) -> Path:
    """A copy of the folder that is lived in, for the command to work on."""
    shutil.copytree(lived_in / "data", folder)
    return folder


def ran(*arguments: str | Path, answer: str = "") -> Result:
    """Run a command to its end. Only a word and an exit code come out of it, never a traceback."""
    result = CliRunner().invoke(sujarit.main, [str(each) for each in arguments], input=answer)
    forget()
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def done(*arguments: str | Path) -> str:
    """What a command says that ends well."""
    result = ran(*arguments)
    assert result.exit_code == 0, result.output
    return result.output


def refused(*arguments: str | Path, answer: str = "") -> str:
    """What a command says that ends with exit code 1."""
    result = ran(*arguments, answer=answer)
    assert result.exit_code == 1, result.output
    return result.output


# check


def test_check_finds_nothing_wrong_with_the_shipped_content_and_opens_no_house(folder: Path) -> None:
    said = done("check")
    assert said.startswith("✓ 0 problem(s)")
    assert all(f"{shelf.room} " in said for shelf in house.shelves())
    assert not folder.exists()


def test_check_names_every_mistake_of_an_office_with_file_line_and_remedy(folder: Path) -> None:
    shipped = (ROOT / "quizzes" / "content" / "gifts.yaml").read_text(encoding="utf-8")
    broken = shipped.replace("    answer: b\n", "    answer: z\n", 1).replace(
        "    level: apply\n", "    level: guess\n", 1
    )
    (folder / "content" / "quizzes").mkdir(parents=True)
    (folder / "content" / "quizzes" / "gifts.yaml").write_text(broken, encoding="utf-8")
    (folder / "content" / "lessons").mkdir()
    (folder / "content" / "lessons" / "mine.yaml").write_text("title: [\n", encoding="utf-8")
    lines = broken.splitlines()
    expected = {
        ("content/quizzes/gifts.yaml", lines.index("    answer: z") + 1),
        ("content/quizzes/gifts.yaml", lines.index("    level: guess") + 1),
    }
    for language in ("th", "en"):
        said = refused("check", "--language", language)
        found = re.findall(r"^(\S+):(\d+) — (.+) — (.+)$", said, re.MULTILINE)
        assert {(file, int(line)) for file, line, _, _ in found} >= expected
        assert [file for file, *_ in found].count("content/lessons/mine.yaml") == 1
        assert f"✕ {len(found)} problem(s)" in said
    assert "z" in next(wrong for _, _, wrong, _ in found if "answer" in wrong)


# audit


def test_audit_finds_that_the_record_stands_and_where_it_does_not(office: Path) -> None:
    assert done("audit") == "✓ บันทึกอยู่ครบและตรงกับข้อมูลทุกห้อง / the record stands, and every room agrees with it\n"
    with closing(sqlite3.connect(office / "sujarit.db")) as connection, connection:
        connection.execute("update people_persons set name = 'someone else' where code = 'DAO'")
        person = connection.execute("select id from people_persons where code = 'DAO'").fetchone()[0]
    said = refused("audit")
    assert f"person {person} — the row is not what the record sealed" in said
    assert "the record and the rows do not agree" in said


# people


def test_people_import_writes_a_good_sheet_once(folder: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "people.csv"
    sheet.write_text(HEADER + f"1,หนึ่ง,{OFFICE},ผู้ดูแลระบบ\n2,สอง,{OFFICE} > กลุ่มงาน,\n", encoding="cp874")
    assert done("people", "import", sheet) == "new 2, changed 0, unchanged 0\n"
    assert done("people", "import", sheet) == "new 0, changed 0, unchanged 2\n"
    sheet.write_text(HEADER + f"1,หนึ่ง,{OFFICE},\n2,สอง คนเดิม,{OFFICE},\n3,สาม,{OFFICE},\n", encoding="utf-8-sig")
    assert done("people", "import", sheet) == "new 1, changed 1, unchanged 1\n"
    assert done("audit").startswith("✓")


def test_people_import_names_every_bad_row_and_writes_nothing(office: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "people.csv"
    sheet.write_text(HEADER + f"8,แปด,{OFFICE},boss\n9,,{OFFICE},\n10,สิบ,{OFFICE},\n", encoding="utf-8")
    said = refused("people", "import", sheet)
    assert "people.csv:2 — ไม่มีบทบาท “boss”" in said
    assert "there is no role “boss”" in said
    assert "people.csv:3 — " in said
    assert "Nothing was written." in said
    with house.house().ground.read() as db:
        assert len(Roster().everybody(db)) == len(CAST)
        assert Roster().by_code(db, "10") is None


def test_people_link_makes_a_link_that_opens_once_at_the_public_address(office: Path) -> None:
    first, second = (done("people", "link", code).strip() for code in ("ana", "ANA"))
    assert first != second
    assert re.fullmatch(rf"{PUBLIC}/join/[0-9a-f]{{40}}", second)
    ground = house.house().ground
    with ground.read() as db:
        ana = Roster().by_code(db, "ANA")
        open_for = [signins.linked(db, link.rsplit("/", 1)[-1], "join", ground.clock()) for link in (first, second)]
    assert ana is not None
    assert open_for == [None, ana.id]
    assert "nobody on the roster has the code NONE" in refused("people", "link", "NONE")


def test_people_leave_takes_off_the_roster_and_ends_sign_ins_for_good(office: Path, tmp_path: Path) -> None:
    with house.house().ground.write() as writing:
        ana = Roster().by_code(writing.db, "ANA")
        assert ana is not None
        signin = signins.begin(writing.db, ana.id, writing.at)
    forget()
    assert done("people", "leave", "ana") == "ออกจากบัญชีบุคลากรแล้ว / ana left the roster\n"
    assert "nobody on the roster has the code ANA" in refused("people", "leave", "ANA")
    assert "nobody on the roster has the code ANA" in refused("people", "link", "ANA")
    sheet = tmp_path / "people.csv"
    sheet.write_text(HEADER + f"ANA,{CAST[3].name},{OFFICE} > กลุ่มงานหนึ่ง,\n", encoding="utf-8")
    said = done("people", "import", sheet).splitlines()
    assert said == ["ไม่อยู่ในแฟ้ม / not in the sheet: BENTO นายเบนโต ทดสอบ (กลุ่มงานหนึ่ง)", "new 0, changed 1, unchanged 0"]
    ground = house.house().ground
    with ground.read() as db:
        back = Roster().by_code(db, "ANA")
        assert back is not None
        assert (back.id, back.active) == (ana.id, True)
        assert ground.directory.signed_in(db, signin, ground.clock()) is None, "what was open before stays closed"
    forget()
    assert done("audit").startswith("✓")


def test_people_role_gives_and_takes_away(office: Path) -> None:
    assert done("people", "role", "ana", "manager") == "ana is manager\n"
    assert roles("ANA") == {"manager"}
    assert done("people", "role", "ana", "manager", "--take-away") == "ana is no longer manager\n"
    assert roles("ANA") == set()
    assert "nobody on the roster has the code NONE" in refused("people", "role", "NONE", "manager")
    assert ran("people", "role", "ANA", "boss").exit_code == 2
    assert done("audit").startswith("✓")


def test_people_import_shows_first_takes_leavers_when_told_and_is_undone(office: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "people.csv"
    sheet.write_text(f"รหัส,ชื่อ,หน่วยงาน,ตำแหน่ง\nANA,{CAST[3].name},{OFFICE} > กลุ่มงานหนึ่ง,หัวหน้า\n", encoding="utf-8")
    missing = "ไม่อยู่ในแฟ้ม / not in the sheet: BENTO นายเบนโต ทดสอบ (กลุ่มงานหนึ่ง)\n"
    said = done("people", "import", sheet, "--dry-run")
    assert "2 changed ANA อานา ทดสอบ (position: พยาบาลวิชาชีพ → หัวหน้า)\n" in said
    assert "new 0, changed 1, unchanged 0, doubtful 0, refused 0, missing 1\n" in said
    assert missing in said
    assert "no import that can be undone" in refused("people", "undo"), "nothing was written"

    assert ran("people", "import", sheet, "--leavers", "--since", "1/3/2975").exit_code == 2
    assert done("people", "import", sheet, "--leavers", "--since", "1/11/2569") == (
        missing + "new 0, changed 1, unchanged 0, left 1\n"
    )
    assert "nobody on the roster has the code BENTO" in refused("people", "link", "BENTO")
    assert ran("people", "undo", answer="n\n").exit_code == 1
    assert done("people", "undo", "--yes").endswith("set back 2\n")
    assert roles("BENTO") == {"manager"}
    assert done("audit").startswith("✓")


def test_people_import_stops_at_a_namesake_until_it_is_said_who_is_meant(office: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "people.csv"
    sheet.write_text(HEADER + f"X1,{CAST[4].name},{OFFICE},\n", encoding="utf-8")
    said = refused("people", "import", sheet)
    assert "people.csv:2 — มี “ดาว ทดสอบ” อยู่แล้ว (DAO)" in said
    assert "Nothing was written." in said
    assert done("people", "import", sheet, "--others").endswith("new 1, changed 0, unchanged 0\n")


def test_the_last_administrator_of_the_whole_is_not_taken_away(office: Path) -> None:
    for command in (["leave", "ADISA"], ["role", "ADISA", "administrator", "--take-away"]):
        assert "the last to administer the whole organisation" in refused("people", *command)
    done("people", "role", "TAM", "administrator")
    assert done("people", "leave", "ADISA") == "ออกจากบัญชีบุคลากรแล้ว / ADISA left the roster\n"


def roles(code: str) -> set[str]:
    with house.house().ground.read() as db:
        person = Roster().by_code(db, code)
    forget()
    assert person is not None
    return {role for role, _ in person.grants}


# export and erase


def test_a_persons_own_data_is_written_out_and_erased(office: Path, tmp_path: Path) -> None:
    file = tmp_path / "ana.json"
    assert done("export", "ANA", file) == f"{file}\n"
    given = json.loads(file.read_text(encoding="utf-8"))
    assert set(given) == {room.name for room in house.ROOMS}
    assert given["people"]["person"]["name"] == CAST[3].name
    assert "nobody has the code NONE" in refused("export", "NONE", file)
    before = dump(office)
    assert "Aborted" in refused("erase", "ANA", answer="n\n")
    assert dump(office) == before
    assert done("erase", "ANA", "--yes") == "ลบข้อมูลแล้ว / ANA is erased\n"
    assert CAST[3].name not in "\n".join(dump(office))
    assert "nobody has the code ANA" in refused("erase", "ANA", "--yes")
    assert done("audit").startswith("✓")


# backup and restore


def test_a_backup_restored_elsewhere_is_the_same_house_and_verifies_the_same_paper(
    office: Path, lived_in: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (office / "content" / "pledges").mkdir(parents=True)
    shutil.copy(ROOT / "pledges" / "content" / "integrity.yaml", office / "content" / "pledges" / "own.yaml")
    file = tmp_path / "backup.zip"
    assert "with the key" in done("backup", file, "--with-key")
    before = dump(office)
    monkeypatch.setenv(house.DATA, str(tmp_path / "elsewhere"))
    assert done("restore", file) == f"กู้คืนแล้ว / restored into {tmp_path / 'elsewhere'}\n"
    assert dump(tmp_path / "elsewhere") == before
    assert (tmp_path / "elsewhere" / "content" / "pledges" / "own.yaml").is_file()
    assert done("audit").startswith("✓")
    assert (tmp_path / "elsewhere" / "keys" / "signing.pem").stat().st_mode & 0o077 == 0
    key = next((tmp_path / "elsewhere" / "keys").glob("*.pub.pem"))
    assert "✓" in done("verify", lived_in / "certificate.pdf", "--key", key)


def test_a_backup_without_the_key_has_none_and_restoring_it_here_keeps_the_one_that_is_here(
    office: Path, tmp_path: Path
) -> None:
    file = tmp_path / "backup.zip"
    assert "without the key" in done("backup", file)
    with zipfile.ZipFile(file) as archive:
        assert not [name for name in archive.namelist() if name.endswith("signing.pem")]
        assert b"PRIVATE" not in b"".join(archive.read(name) for name in archive.namelist() if name.startswith("keys/"))
    before, key = dump(office), (office / "keys" / "signing.pem").read_bytes()
    done("people", "leave", "DAO")
    assert "Aborted" in refused("restore", file, answer="n\n")
    assert dump(office) != before
    said = done("restore", file, "--yes")
    aside = Path(re.findall(r"what was there is in (.+)", said)[0])
    assert dump(office) == before
    assert dump(aside) != before
    assert (office / "keys" / "signing.pem").read_bytes() == key
    assert done("audit").startswith("✓")


def test_what_is_no_backup_is_refused_and_changes_nothing(office: Path, tmp_path: Path) -> None:
    before = dump(office)
    file = tmp_path / "file.zip"
    file.write_bytes(b"PK\x03\x04 no zip")
    assert "is not a backup that can be read" in refused("restore", file, "--yes")
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("hello.txt", "hello")
    assert "not a backup of Sujarit" in refused("restore", file, "--yes")
    assert dump(office) == before


def dump(folder: Path) -> list[str]:
    """Everything in a folder's database."""
    with closing(sqlite3.connect(folder / "sujarit.db")) as connection:
        return list(connection.iterdump())


# verify


def public_key(folder: Path) -> Path:
    return next((folder / "data" / "keys").glob("*.pub.pem"))


def test_verify_knows_a_certificate_by_token_address_pdf_and_picture_without_a_house(
    lived_in: Path, folder: Path
) -> None:
    address = (lived_in / "address.txt").read_text(encoding="utf-8")
    token = address.rsplit("/", 1)[-1]
    for what in (token, token.lower(), address, lived_in / "certificate.pdf", lived_in / "certificate.png"):
        said = done("verify", what, "--key", public_key(lived_in))
        assert said.startswith("✓ ลายมือชื่ออิเล็กทรอนิกส์ถูกต้อง / the signature holds")
        assert re.search(r"holder +นางสาวอานา ทดสอบ", said)
        assert re.search(r"unit +กลุ่มงานหนึ่ง", said)
        assert re.search(r"issued +2026-11-23", said)
        assert (lived_in / "id.txt").read_text(encoding="utf-8") in said
    assert not folder.exists()


def test_verify_refuses_an_altered_token_another_key_and_what_is_no_certificate(
    lived_in: Path, tmp_path: Path, folder: Path
) -> None:
    token = (lived_in / "address.txt").read_text(encoding="utf-8").rsplit("/", 1)[-1]
    for place in (*range(0, len(token), 7), len(token) - 1):
        altered = token[:place] + BASE32[BASE32.index(token[place]) ^ 1] + token[place + 1 :]
        assert refused("verify", altered, "--key", public_key(lived_in)).startswith("✕ "), place
    other = tmp_path / "other.pub.pem"
    other.write_bytes(Signer(Ed25519PrivateKey.generate()).public_pem())
    assert "signed with a key that is not here" in refused("verify", token, "--key", other)
    no_key = tmp_path / "no.pem"
    no_key.write_text("hello", encoding="utf-8")
    assert "is not a public key" in refused("verify", token, "--key", no_key)
    blank = tmp_path / "blank.png"
    shutil.copy(ROOT / "static" / "icon.png", blank)
    assert "no certificate's QR code was found" in refused("verify", blank, "--key", public_key(lived_in))
    text = tmp_path / "text.pdf"
    text.write_bytes(b"%PDF-1.7 no")
    assert "neither a PDF nor a picture" in refused("verify", text, "--key", public_key(lived_in))
    assert not folder.exists()


def test_verify_takes_a_token_that_is_longer_than_the_name_of_a_file_may_be(tmp_path: Path, folder: Path) -> None:
    key = tmp_path / "key.pub.pem"
    key.write_bytes(Signer(Ed25519PrivateKey.generate()).public_pem())
    assert refused("verify", "A" * 300, "--key", key).startswith("✕ ")


# revoke


def test_revoke_shows_what_would_differ_asks_and_revokes_once(office: Path, lived_in: Path) -> None:
    credential = (lived_in / "id.txt").read_text(encoding="utf-8")
    assert "Aborted" in refused("revoke", credential, "--why", "withdrawn", answer="n\n")
    assert standing(credential) == "valid"
    said = done("revoke", credential, "--why", "withdrawn", "--yes")
    assert "1 fact(s) would be told" in said
    assert "badges_standing: reason, revoked" in said
    assert f"{credential} is revoked" in said
    assert standing(credential) == "revoked"
    assert "stands to be revoked" in refused("revoke", credential, "--why", "fraud", "--yes")
    assert "stands to be revoked" in refused("revoke", "0" * 16, "--why", "fraud", "--yes")
    assert ran("revoke", credential, "--why", "because", "--yes").exit_code == 2
    assert done("audit").startswith("✓")


def standing(credential: str) -> str:
    """How a credential stands on the day of its issue."""
    with house.house().ground.read() as db:
        found = badges.standing(db, credential)
    forget()
    assert found is not None
    return found.state(found.issued)


# publish


def test_publish_lists_what_waits_for_a_review_and_brings_it_into_force(office: Path) -> None:
    assert done("publish") == "รอทบทวน / waiting: 0\n"
    text = (ROOT / "pledges" / "content" / "integrity.yaml").read_text(encoding="utf-8")
    (office / "content" / "pledges").mkdir(parents=True)
    (office / "content" / "pledges" / "integrity.yaml").write_text(
        text.replace("I give my word", "I promise"), encoding="utf-8"
    )
    said = done("publish")
    assert re.match(
        r"pledges/integrity รอทบทวน / waits for a review \(version [0-9a-f]{12}\)\nรอทบทวน / waiting: 1\n$", said
    )
    assert "nothing waits under pledges/other" in refused("publish", "pledges/other")
    assert done("publish", "pledges/integrity") == "นำขึ้นใช้แล้ว / pledges/integrity is in force\n"
    assert done("publish") == "รอทบทวน / waiting: 0\n"
    assert done("audit").startswith("✓")


# The command itself


def test_the_data_folder_is_named_by_option_or_environment(folder: Path, tmp_path: Path) -> None:
    sheet = tmp_path / "people.csv"
    sheet.write_text(HEADER + f"1,หนึ่ง,{OFFICE},\n", encoding="utf-8")
    done("--data", tmp_path / "named", "people", "import", sheet)
    assert (tmp_path / "named" / "sujarit.db").is_file()
    assert not folder.exists()


def test_every_command_says_what_it_does(folder: Path) -> None:
    commands = sujarit.main.commands
    assert {"serve", "check", "audit", "publish", "backup", "restore", "demo", "people", "verify", "revoke"} <= set(
        commands
    )
    listed = done("--help")
    for name, command in commands.items():
        assert command.help, name
        assert name in listed


def test_demo_does_not_write_over_people(office: Path) -> None:
    before = dump(office)
    assert "is not empty" in refused("demo", "--people", "5")
    assert dump(office) == before


def test_the_command_loads_neither_streamlit_nor_pandas_nor_numpy(tmp_path: Path) -> None:
    heavy = ["streamlit", "pandas", "numpy", "pyarrow", "starlette", "fpdf", "pypdfium2", "zxingcpp", "PIL"]
    asked = f"import sujarit, sys; print([name for name in {heavy} if name in sys.modules])"
    environment = {**os.environ, house.DATA: str(tmp_path / "data")}
    loaded = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert (loaded.stdout, loaded.stderr) == ("[]\n", "")
    script = subprocess.run(
        [sys.executable, "sujarit.py", "check"], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert script.stdout.startswith("✓ 0 problem(s)")
    assert script.stderr == ""


def test_a_command_that_looks_at_an_office_makes_none_where_there_is_none(folder: Path, tmp_path: Path) -> None:
    for words in (("audit",), ("backup", tmp_path / "b.zip"), ("publish",), ("export", "ANA", tmp_path / "a.json")):
        assert "there is no Sujarit in" in refused(*words)
    assert not folder.exists()
