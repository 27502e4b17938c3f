"""Every slip in some data at once: those of its shape, and those that only a whole model can see."""

from collections.abc import Iterable, Iterator, Sequence, Set
from copy import deepcopy
from typing import Any, TypeVar

from pydantic import ValidationError

from core.content import SHAPE_ONLY, Content, Slip, Steps
from core.language import LANGUAGES
from core.messages import explained

Gone = Set[tuple[Steps, int]]  # list entries: the way to the list, and the position in it
M = TypeVar("M", bound=Content)


def validated(data: Any, model: type[M]) -> tuple[M | None, list[Slip]]:
    """The data as a model, or every slip in it."""
    try:
        return model.model_validate(data), []
    except ValidationError as error:
        slips = list(_slips_of(error))
        rest, gone = _rest(data, error)
    # What concerns the whole cannot be checked while a part has no shape; so look once more, without such parts.
    try:
        whole = model.model_validate(rest, context=SHAPE_ONLY)
    except ValidationError:
        return None, slips
    for each in _slips_in(whole):
        if not any(way[: len(each.at)] == each.at for way, _ in gone):  # of a list less some entries nothing is known
            slips.append(Slip(_in_file(each.at, gone), each.wrong, each.write))
    return None, slips


def _errors(error: ValidationError) -> Iterator[Any]:
    """What pydantic found. Of a list it counts the good entries only; that some are not good is said of each."""
    for found in error.errors(include_url=False):
        if found["type"] != "too_short" or len(found["input"]) < found["ctx"]["min_length"]:
            yield found


def _slips_of(error: ValidationError) -> Iterator[Slip]:
    for found in _errors(error):
        at = tuple(found["loc"])
        if found["type"] == "union_tag_invalid":
            at = (*at, "kind")  # the word that tells the members apart stands one step further in
        if found["type"] == "slips":
            for inner in found["ctx"]["slips"]:
                yield Slip(at + inner.at, inner.wrong, inner.write)
        else:
            wrong, write = explained(found)
            yield Slip(at, wrong, write)


def _slips_in(value: Any, at: Steps = ()) -> Iterator[Slip]:
    """Every slip of a model that has its shape, and of the models in it."""
    inside: Iterable[tuple[str | int, Any]] = enumerate(value) if isinstance(value, tuple) else ()
    if isinstance(value, Content):
        yield from (Slip(at + each.at, each.wrong, each.write) for each in value.slips())
        inside = value
    elif isinstance(value, dict):
        inside = value.items()
    for step, inner in inside:
        yield from _slips_in(inner, (*at, step))


def _rest(data: Any, error: ValidationError) -> tuple[Any, Gone]:
    """The data as far as it has a shape, and the list entries that were left out for that.

    Unknown words go and a missing language is filled in; for anything else that is wrong the whole entry goes.
    """
    rest, gone = deepcopy(data), set[tuple[Steps, int]]()
    for found in _errors(error):
        at: Steps = found["loc"] or ("",)
        holder, last = _reached(rest, at[:-1]), at[-1]
        if found["type"] == "extra_forbidden" and isinstance(holder, dict):
            holder.pop(last, None)
        elif found["type"] in ("missing", "string_too_short") and last in LANGUAGES and isinstance(holder, dict):
            holder[last] = "/".join(str(step) for step in at)  # like no other text in the file
        elif found["type"] != "slips":
            gone |= set([(at[:i], step) for i, step in enumerate(at) if isinstance(step, int)][:1])
    for way, position in sorted(gone, key=lambda entry: entry[1], reverse=True):
        holder = _reached(rest, way)
        if isinstance(holder, list) and position < len(holder):  # two aliases lead to one list
            del holder[position]
    return rest, gone


def _reached(data: Any, way: Sequence[str | int]) -> Any:
    """The value at a way. Names of a union's members stand in pydantic's ways and not in the file: passed over."""
    for step in way:
        listed = isinstance(data, list) and isinstance(step, int)
        if listed or (isinstance(data, dict) and step in data):
            data = data[step]
    return data


def _in_file(at: Steps, gone: Gone) -> Steps:
    """A way in what was left, as it is in the file, where the entries that were left out count too."""
    for way, position in sorted(gone, key=lambda entry: entry[1]):
        end = len(way)
        step = at[end] if at[:end] == way and len(at) > end else None
        if isinstance(step, int) and position <= step:
            at = (*at[:end], step + 1, *at[end + 1 :])
    return at
