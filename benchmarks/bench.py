"""`make bench`: what a click costs, what a certificate costs, how much memory an idle server needs. Prints, asserts nothing."""

import asyncio
import json
import os
import platform
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests"), str(ROOT / "benchmarks")]

import psutil  # noqa: E402
from items import items  # noqa: E402
from large import large  # noqa: E402
from learner import Learner  # noqa: E402
from served import Served  # noqa: E402
from telling import told  # noqa: E402

import house  # noqa: E402

WALKS = 5
PASSWORD = "demo-sujarit"


def cpu_ms(process: int) -> float:
    """User and system time that another process has used, in ms, to the nanosecond (Linux: its CPU clock)."""
    return time.clock_gettime((~process << 3) | 2) * 1000


def fresh_codes(folder: Path, count: int) -> list[str]:
    """People of the demo who have not begun this year, with a password; their path starts at the pre-test."""
    opened = house.open_house(folder)
    with opened.ground.read() as db:
        everybody = opened.ground.directory.everybody(db)
        steps = [(p, opened.paths.next(db, "strong-2570", p)) for p in everybody]
    codes = [p.code for p, step in steps if step and step.kind == "test" and step.name == "pre" and not step.begun][
        :count
    ]
    house.passwords(opened.ground, codes, PASSWORD)
    opened.ground.store.close()
    return codes


async def walked(url: str, process: int, code: str) -> dict[str, float]:
    """One learner through the pre-test, by Streamlit's own messages; server CPU-ms by part."""
    learner, spent = Learner(url), {}
    began = cpu_ms(process)

    def part(name: str) -> None:
        nonlocal began
        spent[name] = cpu_ms(process) - began
        began = cpu_ms(process)

    learner.sign_in(code, PASSWORD)
    part("sign-in")
    await learner.open()
    part("home page")
    await learner.click(next(key for key in learner.buttons if key.startswith("next/")))
    part("to the test")
    await learner.click("begin")
    part("first question")
    answered = 0
    while "save" in learner.buttons:
        await learner.choose_first()
        await learner.click("save")
        answered += 1
    part("answers")
    await learner.click("finish")
    part("result")
    await learner.close()
    assert answered == 10, answered
    return spent


def walks(served: Served, process: int, codes: list[str]) -> None:
    asyncio.run(walked(served.url, process, codes[0]))  # the first one pays for imports
    found = [asyncio.run(walked(served.url, process, code)) for code in codes[1:]]
    middle = {name: median(each[name] for each in found) for name in found[0]}
    for name, value in middle.items():
        told(
            f"server CPU: {name}",
            value,
            "ms",
            "of which argon2 about 23" if name == "sign-in" else "ten" if name == "answers" else "",
        )
    told("server CPU: one answer", middle["answers"] / 10, "ms")
    told(
        "server CPU: sign-in + 10 answers + result",
        middle["sign-in"] + middle["answers"] + middle["result"],
        "ms",
        "aim: 100 at most",
    )
    told("server CPU: the whole way, pages between included", sum(middle.values()), "ms")


async def manager(url: str) -> None:
    learner = Learner(url)
    learner.sign_in("MANAGER", PASSWORD)
    await learner.open()
    await learner.goto("outcomes")
    await learner.close()


def timed(act: Callable[[], object], times: int) -> float:
    """Median wall ms of `times` runs."""
    spent = []
    for _ in range(times):
        began = time.perf_counter()
        act()
        spent.append((time.perf_counter() - began) * 1000)
    return median(spent)


def certificates(folder: Path) -> str:
    """Cost of a certificate's PDF and picture; returns a token to verify."""
    from badges import certificate, store
    from badges.address import address_of
    from badges.sheet import sheet_of

    opened = house.open_house(folder)
    with opened.ground.read() as db:
        holders = [p for p in opened.ground.directory.everybody(db) if store.issued_for(db, p.id, "strong", "2570")]
        issued = store.issued_for(db, holders[0].id, "strong", "2570") or ""
        data = store.printed(db, issued) or {}
        sheet = sheet_of(opened.ground, db, issued, data, "th")
        address = address_of(opened.ground, db, issued, data) or ""
    document = certificate.pdf(sheet)
    told(
        "certificate: PDF",
        timed(lambda: certificate.pdf(sheet), 15),
        "ms",
        f"{len(document) / 1000:.1f} kB, aim: 30 at most",
    )
    told(
        "certificate: picture at 200 dpi",
        timed(lambda: certificate.png(document), 7),
        "ms",
        f"{len(certificate.png(document)) / 1000:.0f} kB",
    )
    opened.ground.store.close()
    return address.rsplit("/", 1)[-1]


def verifications(served: Served, process: int, token: str, count: int = 300) -> None:
    began, used = time.perf_counter(), cpu_ms(process)
    for _ in range(count):
        with urllib.request.urlopen(f"{served.url}/v/{token}") as answered:
            page = answered.read()
    told(
        "verification page",
        count / (time.perf_counter() - began),
        "/s",
        f"one client, one connection each; {len(page) / 1000:.1f} kB",
    )
    told("server CPU: one verification", (cpu_ms(process) - used) / count, "ms")


def main() -> None:
    print(
        f"{platform.platform()} · Python {platform.python_version()} · {os.cpu_count()} cores · load {os.getloadavg()[0]:.1f}\n"
    )
    with tempfile.TemporaryDirectory() as temporary:
        served = Served(Path(temporary) / "data")
        from demo import fill

        began = time.perf_counter()
        list(fill(served.folder, 100, 2570))
        told("demo: 100 people over two fiscal years", time.perf_counter() - began, "s")
        codes = fresh_codes(served.folder, WALKS + 1)
        began = time.perf_counter()
        served.start()
        told("cold start, until /healthz answers", time.perf_counter() - began, "s")
        assert served.process
        process = served.process.pid
        memory = psutil.Process(process).memory_info
        try:
            told("memory: idle", memory().rss / 2**20, "MB")
            walks(served, process, codes)
            told("memory: after the learners", memory().rss / 2**20, "MB")
            asyncio.run(manager(served.url))
            told("memory: after a manager's visit", memory().rss / 2**20, "MB")
            verifications(served, process, certificates(served.folder))
            began_idle = cpu_ms(process)
            time.sleep(5)
            told("server CPU: idle", (cpu_ms(process) - began_idle) / 5, "ms/s")
            with urllib.request.urlopen(f"{served.url}/healthz") as answered:
                print(json.dumps(json.loads(answered.read())["record"]))
        finally:
            served.stop()
    items(told)
    large(told)


if __name__ == "__main__":
    main()
