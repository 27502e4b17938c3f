"""Files in one ZIP, the same bytes whenever it is made: fixed days, and the order that is handed in."""

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

_DAY = (1980, 1, 1, 0, 0, 0)  # the first that a ZIP can say


def folded(files: Mapping[str, bytes]) -> bytes:
    """A ZIP of the files, by name."""
    whole = BytesIO()
    with ZipFile(whole, "w") as archive:
        for name, content in files.items():
            entry = ZipInfo(name, _DAY)
            entry.external_attr = 0o644 << 16
            entry.create_system = 3  # or it would be that of the computer that makes it
            archive.writestr(entry, content, ZIP_DEFLATED, 6)
    return whole.getvalue()


def unfolded(whole: bytes) -> dict[str, bytes]:
    """The files of a ZIP that we made."""
    with ZipFile(BytesIO(whole)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
