"""The commands of this room."""

import csv
import sys

import click

from core.ground import Ground
from core.language import Language
from gifts import load
from gifts.layer import PROFILES, Profile
from gifts.verdict import table
from gifts.words import ASKED, CHOICES, MEANINGS

HEADS = ("relative", "value", "times", "received", "family")


@click.group()
def gifts() -> None:
    """The gift desk's rules."""


@gifts.command("table")
@click.option(
    "--profile",
    "of",
    type=click.Choice(list(PROFILES)),
    help="Whose rules; the organisation's own choice when not given.",
)
@click.option("--language", type=click.Choice(["th", "en"]), default="th", show_default=True)
@click.pass_obj
def table_(ground: Ground, of: Profile | None, language: Language) -> None:
    """Print every case that a rule may tell from another, with its answer and the rule that decides, as CSV."""
    with ground.read() as db:
        known = load.layers(db, of or load.profile(db))
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow([*(ASKED[word][language] for word in ASKED), *HEADS, "answer", "layer", "rule"])
    for case, found in table(known):
        chosen = [CHOICES[word][getattr(case, word)][language] for word in ASKED]
        by = (found.by.layer, found.by.rule.id) if found.by else ("", "")
        out.writerow(
            [*chosen, *(int(getattr(case, word)) for word in HEADS), MEANINGS[found.answer].title[language], *by]
        )
