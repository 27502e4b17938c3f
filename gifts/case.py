"""A case at the gift desk: who gives, what links them to the duty, on what occasion, what, how much and how often."""

from dataclasses import dataclass
from typing import Literal

from core.language import Text

Giver = Literal["public", "client", "company", "friend", "colleague", "subordinate", "superior", "agency"]
Link = Literal["none", "agency", "own", "favour"]
Occasion = Literal["custom", "none", "open", "right", "office"]
Thing = Literal["goods", "meal", "benefit", "cash"]

GIVERS: dict[Giver, Text] = {
    "public": Text(th="ประชาชนที่ไม่ได้มารับบริการ", en="A member of the public whom you do not serve"),
    "client": Text(th="ผู้รับบริการ ผู้ป่วย หรือครอบครัวของเขา", en="A patient or client, or their family"),
    "company": Text(th="บริษัท ร้านค้า หรือผู้รับจ้าง", en="A company, shop or contractor"),
    "friend": Text(th="เพื่อนหรือคนรู้จักนอกงาน", en="A friend or acquaintance outside work"),
    "colleague": Text(th="เพื่อนร่วมงาน", en="A colleague"),
    "subordinate": Text(th="ผู้ใต้บังคับบัญชา", en="A subordinate"),
    "superior": Text(th="ผู้บังคับบัญชา", en="A superior"),
    "agency": Text(th="หน่วยงานของรัฐ", en="A government agency"),
}
LINKS: dict[Link, Text] = {  # from the loosest to the closest
    "none": Text(th="ไม่เกี่ยวกับงาน", en="None"),
    "agency": Text(
        th="มีเรื่องติดต่อกับหน่วยงานของท่าน (รวมหน่วยงานเดิมใน 2 ปีหลังพ้นตำแหน่ง)",
        en="Has business with your agency (or the former one, for 2 years after leaving office)",
    ),
    "own": Text(
        th="มีเรื่องที่ท่านพิจารณา ตรวจรับ หรือกำกับ (ไม่นับการบังคับบัญชาตามปกติ)",
        en="Has a matter that you decide, inspect or supervise (ordinary line management apart)",
    ),
    "favour": Text(th="ขอหรือหวังผลจากหน้าที่ของท่าน", en="Asks or hopes for something from your duty"),
}
OCCASIONS: dict[Occasion, Text] = {
    "custom": Text(th="เทศกาลหรือโอกาสตามประเพณี", en="A festival or customary occasion"),
    "none": Text(th="ไม่มีโอกาสพิเศษ", en="No special occasion"),
    "open": Text(
        th="ให้ประชาชนทั่วไป ไม่ใช่เฉพาะเจ้าหน้าที่ของหน่วยงานเรา",
        en="Given to the public at large, not just to our staff",
    ),
    "right": Text(th="สิทธิตามกฎหมายหรือระเบียบ", en="A right by law or regulation"),
    "office": Text(th="มอบให้หน่วยงานเป็นทางการ", en="Given to the agency, officially"),
}
THINGS: dict[Thing, Text] = {
    "goods": Text(th="สิ่งของ", en="A thing"),
    "meal": Text(th="เลี้ยงอาหารหรือเครื่องดื่ม", en="A meal or drinks"),
    "benefit": Text(th="ส่วนลด เดินทาง ดูงาน หรืออบรม", en="A discount, trip, study visit or training"),
    "cash": Text(th="เงินสดหรือบัตรแทนเงิน", en="Cash or a voucher"),
}


@dataclass(frozen=True, slots=True)
class Case:
    """One gift, as the receiver sees it.

    `value` is in baht, all that comes together on this occasion, and 0 where nobody has said it; `times` counts from
    this giver in this year, this one among them, from 1. `received`: it is in hand, and had to be taken to keep
    goodwill. `family`: it goes to a member of the receiver's family.
    """

    giver: Giver
    relative: bool = False
    link: Link = "none"
    occasion: Occasion = "custom"
    thing: Thing = "goods"
    value: int = 0
    times: int = 1
    received: bool = False
    family: bool = False

    @property
    def tie(self) -> Link:
        """The link that counts: whom one serves has business with the agency, whatever was chosen."""
        return "agency" if self.giver == "client" and self.link == "none" else self.link
