"""What the terminal says when the server is ready and when it has stopped: in Thai and English, for whoever started it."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.address import LETTING_IN, reachable
from core.content import Problem
from core.ground import Ground
from core.settings import ADDRESS, DEMO, OFFICE_ADDRESS, setting

STARTING = "กำลังเปิดสุจริต รอสักครู่ · Sujarit is starting, one moment"
READY = "✓ สุจริตพร้อมใช้งานแล้ว · Sujarit is ready"
STOPPED = "✓ สุจริตหยุดทำงานแล้ว ข้อมูลบันทึกไว้ครบถ้วน · Sujarit has stopped; everything is saved"
_FIRST = (
    "ตั้งค่าครั้งแรก: เปิดลิงก์นี้ในเบราว์เซอร์ของเครื่องนี้ ใช้ได้ครั้งเดียว",
    "First set-up: open this link in this computer's browser; it works once",
)
_HERE = ("เปิดในเครื่องนี้ · On this computer",)
_THERE = ("เปิดจากโทรศัพท์และเครื่องอื่น · From phones and other computers",)
_ALONE = (
    f"ขณะนี้เปิดได้จากเครื่องนี้เท่านั้น ให้โทรศัพท์เปิดได้ด้วย {LETTING_IN}",
    f"Only this computer can open it now; let phones in with {LETTING_IN}",
)
_DEMO = (
    "ข้อมูลสาธิต: เข้าด้วยรหัส ADMIN MANAGER TRAINER หรือ LEARNER รหัสผ่าน demo-sujarit",
    "Made-up data: sign in as ADMIN, MANAGER, TRAINER or LEARNER with the password demo-sujarit",
)
_STOP = ("หยุดโปรแกรม: กด Ctrl+C · To stop: press Ctrl+C",)


@dataclass(frozen=True, slots=True)
class Greeting:
    """By which addresses a server is reached, and what whoever started it should do first."""

    here: str  # the address on this computer
    there: Sequence[str] = ()  # the addresses for other computers and phones, the best one first
    set_up: str = ""  # the one-time link, while there is no administrator
    demo: bool = False
    problems: Sequence[Problem] = ()
    stops: bool = True  # whether somebody sits at a terminal in which Ctrl+C stops it

    def lines(self) -> Iterator[str]:
        """What is printed when the server is ready: an address stands on a line of its own, to be copied whole."""
        yield from (READY, "")
        if self.set_up:
            yield from _told(_FIRST, [self.set_up])
        yield from _told(_HERE, [self.here])
        yield from _told(_THERE, self.there) if self.there else _told(_ALONE)
        if self.demo:
            yield from _told(_DEMO)
        for problem in self.problems:
            yield from _told((f"! {problem.told('th')}", f"! {problem.told('en')}"))
        if self.stops:
            yield from _told(_STOP)


def _told(words: Sequence[str], addresses: Sequence[str] = ()) -> Iterator[str]:
    yield from (*(f"  {line}" for line in words), *(f"    {address}" for address in addresses), "")


def shown_host(host: str) -> str:
    """How this computer itself calls a server that listens at `host`."""
    return "localhost" if host in ("127.0.0.1", "0.0.0.0", "::", "::1", "") else host


def greeting(ground: Ground, token: str | None, problems: Sequence[Problem], *, stops: bool) -> Greeting:
    """The greeting of an open house, which listens where `sujarit serve` has said: HOST and PORT."""
    host, port = os.environ.get("HOST", ""), os.environ.get("PORT", "8501")
    here = f"http://{shown_host(host)}:{port}"
    with ground.read() as db:
        demo = setting(db, DEMO) == "yes"  # its addresses are made up too
        known = [] if demo else [setting(db, ADDRESS), setting(db, OFFICE_ADDRESS)]
    found = [f"http://{number}:{port}" for number in reachable(host or "127.0.0.1")]
    there = [each for each in dict.fromkeys([*filter(None, known), *found]) if each != here]
    return Greeting(here, there, f"{here}/set-up/{token}" if token else "", demo, problems, stops)
