"""A test on paper: for each person the questions of their form, and at the end one page with the answer grid."""

from collections.abc import Sequence

from core.language import say
from core.paper import A4, INK, MM, QUIET, Paper, Setting, printable, qr_modules
from quizzes.entry import LETTERS, Question
from quizzes.leaf import Leaf

LEFT, RIGHT, TOP, FOOT = 20.0, A4[0] - 18.0, 18.0, A4[1] - 20.0  # mm; nothing of a question stands below FOOT
WIDTH = RIGHT - LEFT
INDENT = 9.0  # mm, of a question's text from its number, and of an option's from its letter
SIZES = (13.0, 12.0, 11.0, 10.0, 9.0, 8.0)  # points; smaller ones only for a question that would not fit on a page
ROW, BOX, STEP = 8.4, 5.0, 11.0  # mm: the answer grid's rows, its boxes, and from box to box
DEEP = 22  # rows in one column of the grid


def unprintable(leaves: Sequence[Leaf]) -> str:
    """The letters that the fonts lack, of all that would be printed; "" when there are none."""
    texts = [text for leaf in leaves for text in (leaf.holder, leaf.code, leaf.unit, leaf.programme[leaf.language])]
    texts += [
        text[leaf.language]
        for leaf in leaves
        for each in leaf.questions
        for text in (each.item.stem, *(option.text for option in each.options))
    ]
    return " ".join(sorted({letter for text in texts for letter in text if not letter.isspace()} - printable()))


def title(leaf: Leaf) -> str:
    """What the sheet is."""
    return (
        say(leaf.language, "แบบทดสอบก่อนเรียน", "Pre-test")
        if leaf.moment == "pre"
        else say(leaf.language, "แบบทดสอบหลังเรียน", "Post-test")
    )


def pdf(leaves: Sequence[Leaf]) -> bytes:
    """All of it as one file, each person's test on pages of its own, numbered from 1."""
    first = leaves[0]
    sheet = _Sheet(Paper(title(first), first.language, max(leaf.printed for leaf in leaves)))
    for place, leaf in enumerate(leaves):
        sheet.begin(leaf, fresh=place == 0)
        for question in leaf.questions:
            sheet.question(question)
        sheet.grid()
        sheet.number()
    return sheet.paper.finished()


class _Sheet:
    """The pages being drawn: whose they are, and how far down the present one is (mm from the top)."""

    def __init__(self, paper: Paper):
        self.paper, self.down = paper, TOP
        self._wrapped: dict[tuple[str, float, float, bool], Setting] = {}  # the same question is printed for many

    def begin(self, leaf: Leaf, *, fresh: bool) -> None:
        """A person's first page: whose test it is, and how to answer it."""
        if not fresh:
            self.paper.add_page()
        self.leaf, self.first, self.language = leaf, self.paper.page, leaf.language
        self._head()
        self._how(
            say(
                leaf.language,
                "อ่านแต่ละข้อแล้วทำเครื่องหมาย X ในกระดาษคำตอบ ซึ่งเป็นหน้าสุดท้าย นับเฉพาะที่ทำเครื่องหมายในกระดาษคำตอบ ไม่จับเวลา",
                "Read each question, and mark your answer with X on the answer sheet, which is the last page."
                " Only the answer sheet counts. There is no time limit.",
            )
        )

    def _head(self) -> None:
        leaf, paper = self.leaf, self.paper
        paper.code(qr_modules(leaf.address), RIGHT - 12, TOP + 22, 26)
        paper.write_line(leaf.number, RIGHT - 12, TOP + 26, Setting((leaf.number,), 11, True))
        form = say(self.language, f"ชุด {leaf.form}", f"Form {leaf.form}")
        lines = (
            (f"{title(leaf)} · {form}", 18.0, True, INK),
            (leaf.programme[self.language], 13.0, False, QUIET),
            (leaf.holder, 16.0, True, INK),
            (f"{say(self.language, 'รหัส', 'Code')} {leaf.code} · {leaf.unit}", 13.0, False, INK),
        )
        self.down = TOP - 4
        for text, size, bold, colour in lines:
            self.down = paper.write_text(self._wrap(text, size, WIDTH - 30, bold, colour), LEFT, self.down, leading=1.6)
        self.down = max(self.down + 1, TOP + 30)
        self._rule()

    def _rule(self) -> None:
        self.paper.draw(f"{LEFT} {A4[1] - self.down} m {RIGHT} {A4[1] - self.down} l S", QUIET, 0.2)
        self.down += 2

    def _how(self, text: str) -> None:
        self.down = self.paper.write_text(self._wrap(text, 12, WIDTH), LEFT, self.down, leading=1.6) + 3

    def _wrap(
        self, text: str, size: float, width: float, bold: bool = False, colour: tuple[int, int, int] = INK
    ) -> Setting:
        key = (text, size, width, bold)
        if key not in self._wrapped:
            self._wrapped[key] = self.paper.wrap(text, size, width, bold=bold, colour=colour)
        return self._wrapped[key]

    def question(self, question: Question) -> None:
        """A question with its options, whole on one page."""
        for size in SIZES:
            stem = self._wrap(self._stem(question), size, WIDTH - INDENT, True)
            options = [self._wrap(each.text[self.language], size, WIDTH - 2 * INDENT) for each in question.options]
            tall = sum(len(each.lines) for each in (stem, *options)) * size / MM * 1.7
            if tall <= FOOT - TOP:
                break
        if self.down + tall > FOOT:
            self.paper.add_page()
            self.down = TOP
        self._lead(f"{question.number}.", LEFT, size, True)
        self.down = self.paper.write_text(stem, LEFT + INDENT, self.down)
        for letter, setting in zip(LETTERS[self.language], options, strict=False):
            self._lead(f"{letter}.", LEFT + INDENT, size, False)
            self.down = self.paper.write_text(setting, LEFT + 2 * INDENT, self.down)
        self.down += 3

    def _lead(self, text: str, left: float, size: float, bold: bool) -> None:
        """A number or letter before a text, on the text's first line."""
        self.paper.write_text(Setting((text,), size, bold), left, self.down)

    def _stem(self, question: Question) -> str:
        several = say(self.language, "(เลือกได้หลายคำตอบ)", "(several answers)") if question.item.widget == "many" else ""
        return f"{question.item.stem[self.language].replace('**', '')} {several}".strip()

    def grid(self) -> None:
        """The answer sheet: a row a question, a box an option."""
        self.paper.add_page()
        self._head()
        self.down = self.paper.write_text(
            Setting((say(self.language, "กระดาษคำตอบ", "Answer sheet"),), 18, True), LEFT, self.down, leading=1.6
        )
        self._how(
            say(
                self.language,
                "ทำเครื่องหมาย X ในช่องของคำตอบที่เลือก ข้อทั่วไปและข้อถูก-ไม่ถูก เลือกหนึ่งช่อง"
                " ข้อที่มีคำว่า “หลายคำตอบ” เลือกได้มากกว่าหนึ่งช่อง"
                " หากเปลี่ยนใจ ระบายช่องเดิมให้ทึบ แล้วทำเครื่องหมายช่องใหม่",
                "Mark the box of your answer with X: one box for a question with one answer and for true or false,"
                " and more than one where it says “several”. To change an answer, fill the old box completely, and"
                " mark the new one.",
            )
        )
        top = self.down + 2
        for place, question in enumerate(self.leaf.questions):
            column, row = divmod(place, DEEP)
            if column and column % 2 == 0 and row == 0:  # a third column begins a page
                self.paper.add_page()
                top = TOP
            self._row(question, LEFT + (column % 2) * (WIDTH / 2 + 2), top + row * ROW)
        deepest = min(len(self.leaf.questions), DEEP)
        self._signed(top + deepest * ROW + 8)

    def _row(self, question: Question, left: float, top: float) -> None:
        number = Setting((str(question.number),), 13, True)
        self.paper.write_line(number.lines[0], left + 7, top + 4.2, number, "R")
        # Only the boxes of many-option questions in two columns come close to each other: narrower steps there.
        step = STEP if len(question.options) <= 5 else 8.6
        for place, letter in enumerate(LETTERS[self.language][: len(question.options)]):
            x = left + 12 + place * step
            self.paper.draw(f"{x} {A4[1] - top - BOX} {BOX} {BOX} re S", INK, 0.3)
            mark = Setting((letter,), 9, False, QUIET)
            self.paper.write_line(letter, x + BOX / 2, top + 3.6, mark)
        if question.item.widget == "many":
            word = Setting((say(self.language, "หลายคำตอบ", "several"),), 9, False, QUIET)
            self.paper.write_line(word.lines[0], left + 12 + len(question.options) * step, top + 3.6, word, "L")

    def _signed(self, top: float) -> None:
        text = say(self.language, "วันที่ทำแบบทดสอบ", "Date of the test") + " ........................................"
        self.paper.write_text(Setting((text,), 12), LEFT, min(top, FOOT - 6))

    def number(self) -> None:
        """Whose and which page, at the foot of each of this person's pages."""
        last = self.paper.page
        for page in range(self.first, last + 1):
            self.paper.page = page
            place, count = page - self.first + 1, last - self.first + 1
            text = say(self.language, f"หน้า {place} จาก {count}", f"Page {place} of {count}")
            foot = Setting((f"{self.leaf.number} · {self.leaf.holder} · {text}",), 10, False, QUIET)
            self.paper.write_line(foot.lines[0], A4[0] / 2, A4[1] - 10, foot)
        self.paper.page = last
