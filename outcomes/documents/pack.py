"""The evidence pack: one ZIP with what an office hands in for the ITA, in totals and without anybody's name."""

import csv
import json
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from io import StringIO
from typing import Any

from outcomes.amount import PERCENT, percent, share, shown
from outcomes.documents.folded import folded
from outcomes.documents.readme import readme
from outcomes.ita import FILES, Ita
from outcomes.report import STANDINGS, Report

Row = Sequence[str | int]
_ACTS = ("=", "+", "-", "@", "\t", "\r")


def pack(
    report: Report, documents: Mapping[str, bytes], snapshot: bytes, signature: Mapping[str, Any], public_key: bytes,
    ita: Ita | None = None,
) -> bytes:  # fmt: skip
    """The pack as a ZIP; the same evidence is the same bytes.

    `documents`: the report by its ending ("docx", "pdf", "xlsx"). `signature`: what says who signed the bytes of
    `snapshot`; its "signature" is 128 hex digits of Ed25519. `public_key`: PEM.
    """
    files = {f"report.{ending}": content for ending, content in documents.items()}
    files |= {name: _table(rows) for name, rows in _tables(report).items()}
    files["snapshot.json"] = snapshot
    files["snapshot.sig.json"] = json.dumps(dict(signature), ensure_ascii=False, indent=2, sort_keys=True).encode()
    files["snapshot.sig"] = bytes.fromhex(str(signature["signature"]))
    files["public-key.pem"] = public_key
    missing = [name for name in FILES if name not in files]
    assert not missing, f"the pack lacks {missing}, which an ITA indicator may name"
    files["ita.csv"] = _table(_ita(report, ita))
    files["README.txt"] = readme(report, ita).encode("utf-8-sig")
    sums = "".join(f"{sha256(files[name]).hexdigest()}  {name}\n" for name in sorted(files))
    return folded(dict(sorted({**files, "SHA256SUMS": sums.encode()}.items())))


def _table(rows: Iterable[Row]) -> bytes:
    """Rows as CSV, as Excel opens Thai: UTF-8 with its mark. Text that could act as a formula is made to lie still."""
    made = StringIO()
    writer = csv.writer(made)
    for row in rows:
        writer.writerow([f"'{cell}" if isinstance(cell, str) and cell.startswith(_ACTS) else cell for cell in row])
    return made.getvalue().encode("utf-8-sig")


def _tables(report: Report) -> dict[str, Iterable[Row]]:
    return {
        "topics.csv": _topics(report),
        "participation.csv": _participation(report),
        "pledges.csv": _pledges(report),
        "certificates.csv": _certificates(report),
    }


def _topics(report: Report) -> Iterable[Row]:
    yield "title_th", "title_en", "published_on", "link"
    for each in report.topics:
        yield each.title.th, each.title.en, each.on.isoformat(), each.link


def _participation(report: Report) -> Iterable[Row]:
    yield "unit_th", "unit_en", "depth", "enrolled", "not_started", "under_way", "finished", "finished_per_cent"
    whole = (report.unit or report.organisation, 0, report.participation)
    for name, depth, people in (whole, *((each.name, each.depth, each.people) for each in report.units)):
        counts = (people.enrolled, people.not_started, people.under_way, people.finished)
        done = percent(share(people.finished, people.enrolled))
        told = "" if people.enrolled == 0 else _plain(done, PERCENT)
        yield name.th, name.en, depth, *(_plain(count) for count in counts), told


def _pledges(report: Report) -> Iterable[Row]:
    yield "standing_th", "standing_en", "people", "signed", "signed_per_cent"
    for line in report.pledges:
        who, done = STANDINGS[line.standing], percent(share(line.signed, line.people))
        told = "" if line.people == 0 else _plain(done, PERCENT)
        yield who.th, who.en, _plain(line.people), _plain(line.signed), told


def _certificates(report: Report) -> Iterable[Row]:
    yield "kind_th", "kind_en", "number"
    issued = report.certificates
    yield "ระบุว่าผ่านการอบรม", "says passed", _plain(issued.passed)
    yield "ระบุว่าเข้าร่วมการอบรม", "says attended", _plain(issued.attended)
    yield "เพิกถอนแล้ว", "revoked", _plain(issued.revoked)


def _plain(value: Any, digits: int = 0) -> str:
    """A figure as a CSV bears it: as it is printed, without the commas."""
    return shown(value, digits).replace(",", "")


def _ita(report: Report, ita: Ita | None) -> Iterable[Row]:
    yield "fiscal_year", "code", "indicator_th", "indicator_en", "file", "source", "checked", "standing"
    if ita is not None:
        for each in ita.indicators:
            for name in each.files:
                source = ita.source
                yield (
                    ita.fiscal_year,
                    each.code,
                    each.text.th,
                    each.text.en,
                    name,
                    source.title.th,
                    source.checked,
                    source.standing,
                )
