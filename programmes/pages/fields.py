"""The form's fields: what they stand on; and the first and the last section, the name and the plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

import streamlit as st

from core.language import Text
from core.visit import Visit
from programmes.programme import Programme

NONE = ""  # the choice of nothing


@dataclass(frozen=True, slots=True)
class Fields:
    """Who fills them in, before which values, among which choices. `key` begins theirs."""

    who: Visit
    key: str
    base: Programme
    offered: Mapping[str, Mapping[str, Text]]

    def of(self, name: str) -> str:
        """The key of one field."""
        return f"{self.key}/{name}"

    def pick(self, label: str, word: str, now: str) -> str:
        """One of what is offered, or nothing."""
        choices = {NONE: self.who.say("ไม่มี", "none"), **self.titles(word, (now,) if now else ())}
        options = list(choices)
        return st.selectbox(
            label, options, options.index(now), format_func=lambda each: choices.get(each, each), key=self.of(word)
        )

    def titles(self, word: str, now: Sequence[str]) -> dict[str, str]:
        """What is offered for a word, and what was chosen before that is no longer among it."""
        found = {name: title[self.who.language] for name, title in self.offered.get(word, {}).items()}
        return found | {name: name for name in now if name not in found}

    def name(self, slug: str, *, told: bool) -> dict[str, Any]:
        """Title, code and year. `slug`: the file's name, where it is settled; `told`: whether it is said."""
        say, base = self.who.say, self.base
        th = st.text_input(say("ชื่อหลักสูตร", "Title in Thai"), base.title.th, key=self.of("th"), max_chars=150)
        en = st.text_input(say("ชื่อภาษาอังกฤษ", "Title in English"), base.title.en, key=self.of("en"), max_chars=150)
        given = st.text_input(
            say("รหัส (A–Z, 0–9 และ -) พิมพ์บนเกียรติบัตร", "Code (A–Z, 0–9 and -), printed on certificates"),
            base.code, key=self.of("code"), max_chars=20,
        )  # fmt: skip
        if told:
            st.html(f'<p class="sj-soft">{escape(self._file(slug, given))}</p>')
        fiscal = st.number_input(say("ปีงบประมาณ (พ.ศ.)", "Fiscal year (B.E.)"), 2500, 2699, base.fiscal_year, key=self.of("year"))  # fmt: skip
        return {"title": {"th": th, "en": en}, "code": "-".join(given.split()).upper(), "fiscal_year": int(fiscal)}

    def _file(self, slug: str, code: str) -> str:
        say, file = self.who.say, slug or "-".join(code.split()).lower() or "–"
        if slug:
            return say(f"ชื่อแฟ้มคือ {file}", f"The file is called {file}.")
        return say(
            f"ชื่อแฟ้มจะเป็น {file} ตามรหัส และเปลี่ยนภายหลังไม่ได้", f"The file will be called {file} after the code, for good."
        )

    def plan(self) -> dict[str, Any]:
        """The plan's project that it serves."""
        titles = {code: f"{code} {title}" for code, title in self.titles("plan", ()).items()}
        options = list(dict.fromkeys((NONE, *titles, *([self.base.plan] if self.base.plan else []))))
        chosen = st.selectbox(
            self.who.say("โครงการในแผน", "Project of the plan"), options, options.index(self.base.plan),
            format_func=lambda code: titles.get(code, code or self.who.say("ไม่ได้อยู่ในแผน", "none")), key=self.of("plan"),
        )  # fmt: skip
        return {"plan": chosen}
