"""Badges, certificates, their QR codes and their verification."""

from badges import load, store
from badges.award import followers
from badges.cli import revoke, verify
from badges.store.issued import health
from core.db import Database
from core.directory import Person
from core.ground import Ground
from core.language import Text
from core.library import in_force
from core.path import Brief, Step, StepKind
from core.room import Page, Room


def _step(ground: Ground, db: Database, brief: Brief, name: str, person: Person) -> Step:
    found = in_force(db, load.shelf, name)
    issued = store.issued_for(db, person.id, name, brief.period)
    detail = Text(th="ออกให้เมื่อครบทุกขั้น", en="Issued when every step is done")
    if issued:
        detail = Text(th="เปิดดู พิมพ์ หรือส่งต่อได้", en="Open it, print it or share it")
        standing = store.standing(db, issued)
        if standing and standing.revoked:
            detail = Text(th="ถูกเพิกถอน ดูเหตุผลที่หน้าเกียรติบัตร", en="Revoked; the page of certificates says why")
    return Step(
        "certificate",
        name,
        found[1].title if found else Text(th=name, en=name),
        detail,
        "certificates",
        done=bool(issued),
    )


room = Room(
    name="badges",
    migrations=store.migrations,
    pages=(Page("certificates", Text(th="เกียรติบัตร", en="Certificates"), "badges.page:render"),),
    routes="badges.routes:routes",
    commands=(verify, revoke),
    followers=followers,
    steps=(StepKind("certificate", None, _step),),
    shelf=load.shelf,
    health=lambda ground, db: health(db),
    audit=lambda ground, db: store.audit(db),
    export=store.export,
    erase=store.erase,
)
