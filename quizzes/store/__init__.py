"""Attempts, kept; tests on paper and what was typed in from them; and what the follower counts from the record."""

from quizzes.store.attempts import answer, attempt, attempt_of, begin, erase, export, finish, finished_by, health, used
from quizzes.store.audit import audit
from quizzes.store.counted import BLOCK, Programme, Test, counted_tests, counts, follower, programmes
from quizzes.store.paper import enter, entries, numbered, out, out_by, print_out, to_screen, typed_in
from quizzes.store.tables import migrations

__all__ = [
    "BLOCK",
    "Programme",
    "Test",
    "answer",
    "attempt",
    "attempt_of",
    "audit",
    "begin",
    "counted_tests",
    "counts",
    "enter",
    "entries",
    "erase",
    "export",
    "finish",
    "finished_by",
    "follower",
    "health",
    "migrations",
    "numbered",
    "out",
    "out_by",
    "print_out",
    "programmes",
    "to_screen",
    "typed_in",
    "used",
]
