"""What a room is to the house: one value, whose web parts are named and imported only when the web needs them."""

import importlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from core.audit import Finding
from core.content import Slip
from core.db import Database, Migrations
from core.directory import Role
from core.follow import Follower
from core.ground import Ground
from core.keeper import Kept
from core.language import Text
from core.library import Shelf
from core.path import StepKind
from core.record import Writing

if TYPE_CHECKING:
    import click


@dataclass(frozen=True, slots=True)
class Page:
    """A Streamlit page: `render` is "room.page:function", called with the way in (`core.visit.Door`)."""

    path: str  # "" is the home page
    title: Text
    render: str
    roles: tuple[Role, ...] = ("learner",)
    shown: bool = True  # in the navigation; a step of a path is reached from the path
    under: str = ""  # of one that is not shown there: the page that leads to it, which is marked as where one is


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page shows just now, for the panels of other rooms on it: a fiscal year (B.E.) up to a quarter (1 to 4).

    `units`: the units that it speaks of; None for the whole organisation.
    """

    fiscal_year: int
    quarter: int
    units: frozenset[str] | None


@dataclass(frozen=True, slots=True)
class Panel:
    """A part that a room offers to another room's page: `render` is "room.pages.file:function".

    It is called as `render(visit, given)` by a page that was entered already: with its `core.visit.Visit`, and what
    that page speaks of: the manager's page an `Asked`, home the programmes that it shows, each a
    pair of `core.path.Brief` and its steps.
    """

    title: Text
    render: str
    page: str  # the path of the page on which it stands; "onward": wherever a step was just done (core/onward.py)
    first: bool = False  # at the head of the page: news


def _nothing(*_: Any) -> Any:
    return ()


def _well(ground: Ground, db: Database) -> Mapping[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class Room:
    """A room as the house knows it."""

    name: str
    migrations: Migrations
    pages: tuple[Page, ...] = ()
    panels: tuple[Panel, ...] = ()
    routes: str = ""  # "room.routes:routes", called with the ground
    commands: "tuple[click.Command, ...]" = ()
    followers: Callable[[Ground], tuple[Follower, ...]] = _nothing
    steps: tuple[StepKind, ...] = ()
    plays: Mapping[str, Callable[..., Any]] = field(default_factory=dict)  # what made-up people do beside a path
    shelves: tuple[Shelf, ...] = ()  # its content; what its steps name stands on the first
    strict: Callable[[Any], Iterator[Slip]] = _nothing  # what is wrong with a content beyond its shape
    measures: Callable[[Any], Mapping[Text, str]] = lambda content: {}  # what a content holds, for the table of topics
    tick: Callable[[Ground], object] = _nothing  # called each minute while the server lives
    health: Callable[[Ground, Database], Mapping[str, Any]] = _well
    audit: Callable[[Ground, Database], Iterator[Finding] | tuple[()]] = _nothing
    export: Callable[[Database, str], Mapping[str, Any]] = lambda db, person: {}  # a person's own data in this room
    erase: Callable[[Writing, str], None] = _nothing  # deletes what a person may have erased; facts stay
    needs: Callable[[Ground, Database, str], Iterable[Text]] = _nothing  # what needs a unit, so that it is not removed
    kept: Kept | None = None  # the same in words; a room that keeps nothing of a person says nothing


def named(place: str) -> Any:
    """What "module:name" means, imported now."""
    module, _, name = place.partition(":")
    return getattr(importlib.import_module(module), name)
