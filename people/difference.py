"""What an import did to somebody: each value as it was before, and as it left it."""

from collections.abc import Iterator

from people.image import Image
from people.review import FOLLOWED, Change


def differences(before: Image | None, after: Image) -> list[Change]:
    """Value by value; "came" alone for whom it made."""
    return [Change("came", "", "yes")] if before is None else list(_each(before, after))


def _each(before: Image, after: Image) -> Iterator[Change]:
    if before.active != after.active:
        yield Change("back", "", "yes") if after.active else Change("left", "", "yes")
    pairs = [(name, getattr(before, name), getattr(after, name)) for name in FOLLOWED]
    pairs.append(("executive", "yes" if before.executive else "", "yes" if after.executive else ""))
    pairs.append(("unit", before.unit, after.unit))
    yield from (Change(*each) for each in pairs if each[1] != each[2])
    if not after.active:
        return  # roles and units beside go with whoever leaves
    had, has = ({role for role, _ in image.grants} for image in (before, after))
    yield from (Change("role", "", role) for role in sorted(has - had))
    yield from (Change("role", role, "") for role in sorted(had - has))
    if set(before.also) != set(after.also):
        yield Change("also", " ".join(sorted(before.also)), " ".join(sorted(after.also)))
