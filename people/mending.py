"""The refused rows of a sheet as a sheet of their own: each with what to mend, to be brought in again."""

from collections.abc import Sequence

from core.language import Language
from core.table import to_csv
from people.columns import REASON, Table, table
from people.person import Refusal


def mending(raw: bytes, refused: Sequence[Refusal], language: Language) -> bytes:
    """The rows as CSV with the sheet's own columns, and why each was refused as the last; b"" where there are no rows."""
    found = table(raw)
    whys = {each.row: "; ".join(why.why[language] for why in refused if why.row == each.row) for each in refused}
    lines = [(number, line) for number, line in found.lines if number in whys] if isinstance(found, Table) else []
    if not isinstance(found, Table) or not lines:
        return b""
    own = [
        place
        for place, head in enumerate(found.header[1])
        if head.strip() and head.strip() not in (REASON.th, REASON.en)
    ]
    heads = [found.header[1][place] for place in own]
    rows = ([line[place] if place < len(line) else "" for place in own] for _, line in lines)
    whole = zip(rows, (whys[number] for number, _ in lines), strict=True)
    return to_csv([[*heads, REASON[language]], *([*row, why] for row, why in whole)])
