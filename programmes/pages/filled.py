"""What a form begins with: a programme in force, one that was withdrawn, a new one after a template, or next year's."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

import streamlit as st

from core.calendar import fiscal_span, fiscal_year, local_day
from core.db import Database
from core.visit import Visit
from core.ways import Meant, Ways
from programmes import load, store
from programmes.draft import fresh_code
from programmes.named import today
from programmes.programme import Programme
from programmes.renewal import renewed


@dataclass(frozen=True, slots=True)
class Filled:
    """The values before. `slug`: "" where the code names a new one; `before`: what is in force under the slug."""

    slug: str
    key: str
    base: Programme
    before: Programme | None
    tree: Ways
    meant: Meant  # what the units of `base` mean in the version that they come from


def filled(who: Visit, db: Database, codes: Mapping[str, str]) -> Filled | None:
    """What the address asks for; None where there is no such programme."""
    asked = next((word for word in ("programme", "renew", "template") if st.query_params.get(word)), "")
    slug = st.query_params.get(asked, "")
    known = load.programme(db, slug)
    aside = (
        None if known else load.put_aside(db).get(slug) or (load.templates().get(slug) if asked == "template" else None)
    )
    if known is None and (aside is None or asked == "renew"):
        return None
    version, found = known or (load.version(aside) if aside else "", aside)
    assert found is not None
    tree, meant = Ways(who.ground.directory.units(db).values()), store.meant(db, slug)
    found = today(found, tree, meant)
    mark = f"{slug}/{version[:12]}"
    if asked == "programme":
        return Filled(slug, f"programme/{mark}", found, found if known else None, tree, meant)
    if asked == "renew":
        then, next_one = renewed(slug, found)
        return Filled(then, f"programme/renew/{mark}", next_one, None, tree, meant)
    year = fiscal_year(local_day(who.at))
    code = fresh_code(found.code, found.fiscal_year, year, codes)
    found = found.model_copy(update={"code": code, "fiscal_year": year, **_from_tomorrow(who, found)})
    return Filled("", f"programme/new/{mark}", found, None, tree, meant)


def _from_tomorrow(who: Visit, template: Programme) -> dict[str, object]:
    """A programme for newcomers begins tomorrow: whoever is here already is none."""
    if template.newcomers is None or template.first:
        return {}
    day = local_day(who.at) + timedelta(days=1)
    return {"first": day, "last": fiscal_span(fiscal_year(day)).last, "fiscal_year": fiscal_year(day)}


def there(who: Visit, db: Database, found: Filled) -> bool:
    """Whether next year's programme is there already, in force or as a file that waits."""
    new = found.before is None and found.slug not in ("", *load.put_aside(db))
    return new and (
        load.programme(db, found.slug) is not None or load.own_text(who.ground.content, found.slug) is not None
    )
