"""What a room is to the house: one value, whose web parts are named and imported only when the web needs them."""

import importlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.audit import Finding
from core.db import Database, Migrations
from core.directory import Role
from core.follow import Follower
from core.ground import Ground
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
    routes: str = ""  # "room.routes:routes", called with the ground
    commands: "tuple[click.Command, ...]" = ()
    followers: Callable[[Ground], tuple[Follower, ...]] = _nothing
    steps: tuple[StepKind, ...] = ()
    shelf: Shelf | None = None
    health: Callable[[Ground, Database], Mapping[str, Any]] = _well
    audit: Callable[[Ground, Database], Iterator[Finding] | tuple[()]] = _nothing
    export: Callable[[Database, str], Mapping[str, Any]] = lambda db, person: {}  # a person's own data in this room
    erase: Callable[[Writing, str], None] = _nothing  # deletes what a person may have erased; facts stay


def named(place: str) -> Any:
    """What "module:name" means, imported now."""
    module, _, name = place.partition(":")
    return getattr(importlib.import_module(module), name)
