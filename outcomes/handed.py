"""What of a closed quarter's account is handed out: signed, published and put into the evidence pack."""

from collections.abc import Mapping
from typing import Any

from outcomes.amount import Hidden
from outcomes.judged import WORDS

_KEPT = ("fiscal_year", "quarter", "from", "to", "programmes", "topics", "plans", "entered", "versions")


def handed(account: Mapping[str, Any], hidden: Mapping[str, Mapping[str, Hidden]]) -> dict[str, Any]:
    """An account without units, and of the whole organisation only the figures that are not hidden."""
    top = next((unit for unit, each in account["units"].items() if not each["above"]), "")
    return {
        **{word: account[word] for word in _KEPT},
        "figures": {
            scope: {
                "hidden": {word: why.value for word, why in words.items()},
                **_shown(account["scopes"].get(scope, {}).get(top), words),
            }
            for scope, words in hidden.items()
        },
    }


def _shown(found: Mapping[str, Any] | None, hidden: Mapping[str, Hidden]) -> dict[str, Any]:
    """The counts, and the marks of the whole test and of the topics that the same people took."""
    if found is None:
        return {"counts": {}, "knowledge": {}}
    counts, known = found["counts"], found["knowledge"]
    whole = known.get("", {})
    return {
        "criterion": found["criterion"],
        "counts": {word: counts.get(word, 0) for word in WORDS if word not in hidden},
        "knowledge": {
            topic: {moment: each[moment] for moment in ("pre", "post")}
            for topic, each in known.items()
            if "means" not in hidden and _same(each, whole)
        },
    }


def _same(topic: Mapping[str, Any], whole: Mapping[str, Any]) -> bool:
    return bool((topic["tested"], topic["pre"]["n"]) == (whole["tested"], whole["pre"]["n"]))
