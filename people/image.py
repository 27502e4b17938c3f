"""A person as they stood before an import, so that it can be undone."""

import json
from dataclasses import asdict, dataclass

from core.directory import Person, Role
from core.record import digest
from people.person import Draft


@dataclass(frozen=True, slots=True)
class Image:
    """A person's values, whether they were on the roster, their roles and their secondary units."""

    title: str
    name: str
    position: str
    unit: str
    executive: bool
    active: bool
    grants: tuple[tuple[Role, str], ...]
    also: tuple[str, ...]

    @property
    def kept(self) -> str:
        """As JSON, which `read` reads."""
        return json.dumps(asdict(self), ensure_ascii=False)

    @property
    def mark(self) -> str:
        """A digest by which a person is known to stand as they stood."""
        return digest(asdict(self))

    @property
    def draft(self) -> Draft:
        """The values as a draft; roles and units stand for themselves."""
        return Draft("", self.title, self.name, self.position, "", executive="yes" if self.executive else "")


def image(person: Person) -> Image:
    """A person as they stand now."""
    return Image(
        person.title, person.name, person.position, person.unit, person.executive, person.active,
        tuple(sorted(person.grants)), tuple(sorted(person.also)),
    )  # fmt: skip


def read(kept: str) -> Image:
    """An image as it was kept."""
    given = json.loads(kept)
    grants = tuple((role, unit) for role, unit in given.pop("grants"))
    return Image(**given | {"grants": grants, "also": tuple(given["also"])})
