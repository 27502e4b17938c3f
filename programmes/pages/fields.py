"""The form's fields, a section each; together they give what the file would say."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import streamlit as st

from core.calendar import ERA, MONTHS_EN, MONTHS_TH, fiscal_span
from core.language import Text
from core.visit import Visit
from programmes.draft import Chosen, path
from programmes.programme import Programme

NONE = ""  # the choice of nothing


@dataclass(frozen=True, slots=True)
class Fields:
    """What the fields stand on: who fills them in, before which values, among which choices. `key` begins theirs."""

    who: Visit
    key: str
    base: Programme
    offered: Mapping[str, Mapping[str, Text]]

    def _of(self, name: str) -> str:
        return f"{self.key}/{name}"

    def _pick(self, label: str, word: str, now: str) -> str:
        """One of what is offered, or nothing."""
        choices = {NONE: self.who.say("ไม่มี", "none"), **self._titles(word, (now,) if now else ())}
        options = list(choices)
        return st.selectbox(
            label, options, options.index(now), format_func=lambda each: choices.get(each, each), key=self._of(word)
        )

    def _titles(self, word: str, now: Sequence[str]) -> dict[str, str]:
        found = {name: title[self.who.language] for name, title in self.offered.get(word, {}).items()}
        return found | {name: name for name in now if name not in found}

    def name(self, code: str, year: int, *, fresh: bool) -> dict[str, Any]:
        """Title, code and year."""
        say = self.who.say
        th = st.text_input(say("ชื่อหลักสูตร", "Title in Thai"), self.base.title.th, key=self._of("th"), max_chars=150)
        en = st.text_input(
            say("ชื่อภาษาอังกฤษ", "Title in English"), self.base.title.en, key=self._of("en"), max_chars=150
        )
        given = st.text_input(
            say("รหัส (A–Z, 0–9 และ -) พิมพ์บนเกียรติบัตร", "Code (A–Z, 0–9 and -), printed on certificates"),
            code, key=self._of("code"), max_chars=20,
        )  # fmt: skip
        if fresh:
            st.html(f'<p class="sj-soft">{say("ชื่อแฟ้มจะเป็นรหัสนี้ในตัวเล็ก และเปลี่ยนภายหลังไม่ได้", "The file takes this code in small letters as its name, for good.")}</p>')  # fmt: skip
        fiscal = st.number_input(say("ปีงบประมาณ (พ.ศ.)", "Fiscal year (B.E.)"), 2500, 2699, year, key=self._of("year"))
        return {"title": {"th": th, "en": en}, "code": given.strip().upper(), "fiscal_year": int(fiscal)}

    def whom(self, units: Sequence[str], positions: Sequence[str]) -> dict[str, Any]:
        """Units, positions and standing."""
        say, hint = self.who.say, self.who.say("ทุกหน่วยงาน", "all units")
        chosen = st.multiselect(
            say("หน่วยงาน รวมหน่วยงานย่อย", "Units, with those below them"), _with(units, self.base.units), self.base.units,
            key=self._of("units"), placeholder=hint,
        )  # fmt: skip
        posts = st.multiselect(
            say("ตำแหน่ง", "Positions"), _with(positions, self.base.positions), self.base.positions,
            key=self._of("positions"), placeholder=say("ทุกตำแหน่ง", "all positions"),
        )  # fmt: skip
        words = {
            NONE: say("ทุกคน", "Everybody"),
            "executive": say("เฉพาะผู้บริหาร", "Executives only"),
            "member": say("เฉพาะผู้ที่ไม่ใช่ผู้บริหาร", "All but executives"),
        }
        options = list(words)
        standing = st.radio(
            say("ระดับ", "Standing"), options, options.index(self.base.standing or NONE),
            format_func=words.__getitem__, key=self._of("standing"),
        )  # fmt: skip
        return {"units": list(chosen), "positions": list(posts), "standing": standing or None}

    def when(self, fiscal: int) -> dict[str, Any]:
        """The first and the last day, or the whole fiscal year."""
        say, base = self.who.say, self.base
        whole = st.checkbox(
            say(f"ทั้งปีงบประมาณ {fiscal}", f"The whole fiscal year {fiscal}"),
            base.first is None and base.last is None, key=self._of("whole"),
        )  # fmt: skip
        if whole:
            return {}
        year = fiscal_span(fiscal)
        return {
            "first": self._day(say("วันแรก", "First day"), base.first or year.first, fiscal, "first"),
            "last": self._day(say("วันสุดท้าย", "Last day"), base.last or year.last, fiscal, "last"),
        }

    def _day(self, label: str, now: date, fiscal: int, name: str) -> str:
        """A day by three lists: Streamlit's own calendar knows neither Thai nor the Buddhist Era."""
        say, months = self.who.say, self.who.say("|".join(MONTHS_TH), "|".join(MONTHS_EN)).split("|")
        years = sorted({fiscal - 1, fiscal, fiscal + 1, now.year + ERA})
        with st.container(horizontal=True, gap="small"):
            day = st.selectbox(label, range(1, 32), now.day - 1, key=self._of(f"{name}/day"))
            month = st.selectbox(
                say("เดือน", "Month"), range(1, 13), now.month - 1, format_func=lambda n: months[n - 1], key=self._of(f"{name}/month")
            )  # fmt: skip
            year = st.selectbox(
                say("พ.ศ.", "Year (B.E.)"), years, years.index(now.year + ERA), key=self._of(f"{name}/year")
            )
        return f"{year - ERA:04d}-{month:02d}-{day:02d}"

    def what(self) -> tuple[dict[str, Any], tuple[bool, tuple[str, ...], bool]]:
        """Lessons, tests, forms and the criterion; and what of it belongs to the path."""
        say, base, tests = self.who.say, self.base, self.base.behind("test")
        titles = self._titles("lesson", base.behind("lesson"))
        lessons = st.multiselect(
            say("บทเรียน ตามลำดับที่เลือก", "Lessons, in the order chosen"), list(titles), base.behind("lesson"),
            format_func=lambda each: titles.get(each, each), key=self._of("lessons"),
            placeholder=say("เลือกบทเรียน", "Choose lessons"),
        )  # fmt: skip
        pre = st.checkbox(say("แบบทดสอบก่อนเรียน", "Pre-test"), "pre" in tests, key=self._of("pre"))
        post = st.checkbox(say("แบบทดสอบหลังเรียน", "Post-test"), "post" in tests, key=self._of("post"))
        forms = {"": say("ทุกชุดที่มี", "all that there are"), "A B": "A, B", "A B C": "A, B, C"}
        now = " ".join(base.forms)
        forms |= {} if now in forms else {now: ", ".join(base.forms)}
        given = st.radio(
            say("ชุดข้อสอบที่ใช้ ไม่มีใครได้ชุดเดิมซ้ำ", "Forms of the test; nobody gets one twice"), list(forms),
            list(forms).index(now), format_func=forms.__getitem__, key=self._of("forms"), horizontal=True,
        )  # fmt: skip
        criterion = st.number_input(
            say("เกณฑ์ของหน่วยงาน (ร้อยละของคะแนนหลังเรียน)", "The office’s criterion (per cent of the post-test)"),
            0, 100, base.criterion, key=self._of("criterion"),
        )  # fmt: skip
        return {"forms": given.split(), "criterion": int(criterion)}, (pre, tuple(lessons), post)

    def close(self, tests: tuple[bool, tuple[str, ...], bool]) -> dict[str, Any]:
        """Pledge, certificate and its validity; and with them the path."""
        say, base, key = self.who.say, self.base, "close"
        pledge = self._pick(say("คำมั่น", "Pledge"), "pledge", next(iter(base.behind("pledge")), ""))
        certificate = self._pick(
            say("เกียรติบัตร", "Certificate"), "certificate", next(iter(base.behind("certificate")), "")
        )
        chosen = Chosen(*tests, pledge, certificate)
        found: dict[str, Any] = {"path": path(chosen, base.stops)}
        if certificate:
            own = st.checkbox(
                say("กำหนดอายุเกียรติบัตรของหลักสูตรนี้เอง", "Set for how long this programme’s certificate is valid"),
                base.valid_days is not None, key=self._of(key),
            )  # fmt: skip
            if own:
                days = st.number_input(
                    say("อายุเป็นวัน (0 = ไม่หมดอายุ)", "Days (0: for ever)"), 0, 36500,
                    365 if base.valid_days is None else base.valid_days, key=self._of("valid_days"),
                )  # fmt: skip
                found["valid_days"] = int(days)
        return found

    def plan(self) -> dict[str, Any]:
        """The plan's project that it serves."""
        titles = {code: f"{code} {title}" for code, title in self._titles("plan", ()).items()}
        options = list(dict.fromkeys((NONE, *titles, *([self.base.plan] if self.base.plan else []))))
        chosen = st.selectbox(
            self.who.say("โครงการในแผน", "Project of the plan"), options, options.index(self.base.plan),
            format_func=lambda code: titles.get(code, code or self.who.say("ไม่ได้อยู่ในแผน", "none")), key=self._of("plan"),
        )  # fmt: skip
        return {"plan": chosen}


def _with(options: Sequence[str], now: Sequence[str]) -> list[str]:
    """The options, and those chosen before that are no longer among them."""
    return list(dict.fromkeys((*options, *now)))
