"""What somebody still lacks for a badge, computed from the same rule that awards it."""

from collections.abc import Collection, Mapping
from typing import Any

from badges.credential import Done, earned

Lack = tuple[str, str]  # a rule's word and what stands behind it: ("lesson", "gifts"), ("reached", "70")


def missing(rule: Mapping[str, Any], done: Done) -> tuple[Lack, ...]:
    """What is missing for a rule (as the record holds it), each thing once; nothing when it is met.

    Of several ways the one with the fewest things left.
    """
    if earned(rule, done):
        return ()
    match {word: value for word, value in rule.items() if value is not None}:
        case {"all": rules}:
            return tuple(dict.fromkeys(lack for each in rules for lack in missing(each, done)))
        case {"any": rules}:
            return min((missing(each, done) for each in rules), key=len)
        case {"lesson": "all"}:
            return tuple(("lesson", topic) for topic in done.topics if topic not in done.lessons | done.known)
        case {"pledge": "all"}:
            return (("pledge", done.pledge),)
        case {"reached": "criterion"}:
            return (("reached", str(done.criterion)),)
        case one:
            return tuple((word, str(value)) for word, value in one.items())


def within(rule: Mapping[str, Any], path: Collection[tuple[str, str]]) -> bool:
    """Whether a rule can be met on a path at all; its steps are (word, name)."""
    words = {word for word, _ in path}
    match {word: value for word, value in rule.items() if value is not None}:
        case {"all": rules}:
            return all(within(each, path) for each in rules)
        case {"any": rules}:
            return any(within(each, path) for each in rules)
        case {"reached": _}:
            return ("test", "post") in path
        case {"lesson": "all"}:
            return "lesson" in words
        case {"pledge": "all"}:
            return True  # a programme without a pledge asks none
        case one:
            return all((word, str(value)) in path for word, value in one.items())


def near(lacks: Collection[Lack], following: tuple[str, str] | None) -> bool:
    """Whether one thing is missing, and it is the person's next step."""
    step = {("test", "post") if word == "reached" else (word, name) for word, name in lacks}
    return len(lacks) == 1 and following in step
