"""Badges, certificates, their QR codes and their verification."""

from badges import load, store
from badges.award import followers
from badges.cli import revoke, verify
from badges.credential import lasting, valid_days
from badges.store.issued import health
from core.calendar import short_date
from core.db import Database
from core.directory import Person
from core.ground import Ground
from core.keeper import Kept
from core.language import LANGUAGES, Text
from core.library import in_force
from core.path import Brief, Step, StepKind
from core.room import Page, Panel, Room


def _step(ground: Ground, db: Database, brief: Brief, name: str, person: Person) -> Step:
    found = in_force(db, load.shelf, name)
    issued = store.issued_for(db, person.id, name, brief.period, brief.slug)
    detail = Text(th="ออกให้เมื่อครบทุกขั้น", en="Issued when every step is done")
    if found and (days := valid_days(name, found[1].valid_days, store.programme(db, brief.slug) or {})):
        lasts = lasting(days)
        detail = Text(th=f"{detail.th} ใช้ได้ {lasts.th}", en=f"{detail.en}; valid for {lasts.en}")
    if issued:
        detail = Text(th="เปิดดู พิมพ์ หรือส่งต่อได้", en="Open it, print it or share it")
        standing = store.standing(db, issued)
        if standing and standing.expires:
            th, en = (short_date(standing.expires, each).replace(" ", "\u00a0") for each in LANGUAGES)
            detail = Text(th=f"{detail.th} ใช้ได้ถึง {th}", en=f"{detail.en}; valid until {en}")
        if standing and standing.revoked:
            detail = Text(th="ถูกเพิกถอน ดูเหตุผลที่หน้าเกียรติบัตร", en="Revoked; the page of certificates says why")
    return Step(
        "certificate",
        name,
        found[1].title if found else Text(th=name, en=name),
        detail,
        "certificates",
        done=bool(issued),
        measured=bool(found and found[1].rule.measures),
    )


room = Room(
    name="badges",
    migrations=store.migrations,
    pages=(
        Page("certificates", Text(th="เกียรติบัตร", en="Certificates"), "badges.page:render"),
        Page(
            "certificate-design",
            Text(th="แบบเกียรติบัตร", en="Certificate design"),
            "badges.pages.design:render",
            ("administrator",),
        ),
    ),
    panels=(
        Panel(Text(th="ได้รับใหม่", en="Newly earned"), "badges.pages.news:render", "", first=True),
        Panel(Text(th="ได้รับใหม่", en="Newly earned"), "badges.pages.news:after", "onward"),
        Panel(Text(th="เกียรติบัตรและเหรียญตรา", en="Certificates and badges"), "badges.pages.own:render", ""),
    ),
    routes="badges.routes:routes",
    commands=(verify, revoke),
    followers=followers,
    steps=(
        StepKind(
            "certificate",
            None,
            _step,
            done=lambda db, brief, name: store.issued_to(db, name, brief.period, brief.slug),
            fits=lambda credential: credential.shape == "certificate",
        ),
    ),
    shelves=(load.shelf,),
    health=lambda ground, db: health(db),
    audit=lambda ground, db: store.audit(db),
    export=store.export,
    erase=store.erase,
    kept=Kept(
        Text(th="เกียรติบัตรและเหรียญตรา", en="Certificates and badges"),
        Text(th="ชื่อและข้อความที่พิมพ์บนเกียรติบัตร", en="The name and all that is printed on a certificate."),
        Text(
            th="เลขที่และสถานะ เพื่อให้ผู้ที่สแกนกระดาษซึ่งพิมพ์ไปแล้วทราบว่าเคยออกจริง"
            " และชื่อกับตำแหน่งของผู้ลงนามบนเกียรติบัตรของผู้อื่น ส่วนรูปลายมือชื่อ ผู้ดูแลระบบลบให้ได้ที่หน้า “แบบเกียรติบัตร”",
            en="Number and standing, so that whoever scans paper that was printed learns that it was issued;"
            " and name and position of whoever signs the certificates of others."
            " The picture of a signature an administrator removes on the page “Certificate design”.",
        ),
    ),
)
