"""Whether each attempt began and ended as told, its steps are those that were scored, and its score theirs."""

from collections.abc import Callable, Iterator, Mapping
from fractions import Fraction

from core.audit import Finding
from core.db import Database, Row, rows
from core.record import Fact, digest, of_kind, stamp
from quizzes.attempt import Attempt, Result, items, score
from quizzes.entry import standing
from quizzes.quiz import Quiz
from quizzes.store.attempts import as_attempt
from quizzes.store.paper import entries

Banks = Callable[[Database, Mapping[str, str]], Mapping[str, Quiz]]


def audit(db: Database, banks: Banks) -> Iterator[Finding]:
    """Whether each attempt began and ended as told, its steps are those that were scored, and its score theirs."""
    erased = {fact.person for fact in of_kind(db, "PersonErased")}
    begun = {fact.subject: fact for fact in of_kind(db, "QuizStarted")}
    done = {fact.subject: fact for fact in of_kind(db, "QuizFinished")}
    kept = {row["id"]: row for row in rows(db, "select * from quizzes_attempts")}
    for name, fact in {**begun, **done}.items():
        if name not in kept and fact.person not in erased:
            yield Finding(f"attempt {name}", "its row is gone, and no fact says that it was erased")
    for name, row in kept.items():
        end = done.get(name)
        wrong = _mistimed(row, begun.get(name), end)
        if end and not wrong:
            held = banks(db, end.body["versions"])
            wrong = _wrong(as_attempt(db, row), end, held) or (
                _untyped(db, as_attempt(db, row), held) if row["paper"] else None
            )
        if wrong:
            yield Finding(f"attempt {name}", wrong)


def _mistimed(row: Row, begun: Fact | None, done: Fact | None) -> str | None:
    if begun is None:
        return "the row has no fact that says it was begun"
    said = (begun.person, *(begun.body[name] for name in ("programme", "moment", "form")), stamp(begun.at))
    if said != (row["person"], row["programme"], row["moment"], row["form"], row["at"]):
        return "its row is not what the record says of its beginning"
    if row["finished"] and done is None:
        return "the row says finished, the record does not"
    if done and row["finished"] != stamp(done.at):
        return "its row is not what the record says of its end"
    if done and (bool(row["paper"]), row["sat"]) != (done.body.get("paper", False), done.body.get("sat", "")):
        return "its row is not what the record says of its paper"
    return None


def _wrong(kept: Attempt, fact: Fact, banks: Mapping[str, Quiz]) -> str | None:
    said = (kept.person, kept.programme, kept.moment, kept.form, dict(kept.versions), kept.finished)
    if said != (fact.person, *(fact.body[name] for name in ("programme", "moment", "form", "versions")), True):
        return "its row is not what the record says"
    if digest([step.words for step in kept.steps]) != fact.body["steps"]:
        return "its steps are not those that were scored"
    result: Result = score(banks, kept.form, kept.answers)
    if {name: Fraction(mark) for name, mark in fact.body["results"].items()} != dict(result.results):
        return "its marks are not those of its steps"
    return None


def _untyped(db: Database, kept: Attempt, banks: Mapping[str, Quiz]) -> str | None:
    """A paper attempt's steps are what two entries agreed on, and nothing else."""
    names = [item.id for _, item in items(banks, kept.form)]
    found = standing(names, entries(db, kept.id))
    agreed = {name: given for name, given in found.agreed.items() if given}
    if found.open or agreed != kept.answers or found.sat != kept.sat:
        return "its steps are not what was typed in twice"
    return None
