"""What came with a request of these pages, and the answers to what none of them sends."""

from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from core.html import sorry
from core.language import Text
from core.web import language_of
from people.person import password_wrong

MAXIMUM_FORM = 20_000  # bytes; a form of these pages is far below


def local(back: str) -> str:
    """A way back that stays on this site; "/" for any other."""
    safe = back.startswith("/") and not back.startswith("//") and "\\" not in back and back.isprintable()
    return back if safe else "/"


async def fields(request: Request) -> dict[str, str] | None:
    """A form's fields; None when it is larger than any of ours."""
    raw = b""
    async for chunk in request.stream():
        raw += chunk
        if len(raw) > MAXIMUM_FORM:
            return None
    return dict(parse_qsl(raw.decode("utf-8", "replace"), keep_blank_values=True))


def chosen(given: dict[str, str], code: str) -> Text | None:
    """What is wrong with a password typed twice."""
    if given.get("password") != given.get("again"):
        return Text(th="รหัสผ่านสองช่องไม่เหมือนกัน พิมพ์ใหม่ทั้งสองช่อง", en="The two passwords differ. Type both again.")
    return password_wrong(given.get("password", ""), code)


def gone(request: Request) -> Response:
    """A link that opens nothing (any more)."""
    return sorry(
        language_of(request.scope), 404,
        ("ลิงก์นี้ใช้ไม่ได้แล้ว", "ลิงก์ใช้ได้ครั้งเดียวและมีวันหมดอายุ ขอลิงก์ใหม่จากผู้ดูแลระบบของหน่วยงาน"),
        ("This link does not open anything", "A link opens once, and for a time. Ask your administrator for a new one."),
    )  # fmt: skip


def too_large(request: Request) -> Response:
    """A form that nobody typed."""
    return sorry(
        language_of(request.scope), 413,
        ("ข้อมูลที่ส่งมาใหญ่เกินไป", "กลับไปหน้าเดิมแล้วลองอีกครั้ง"),
        ("That was too much at once", "Go back and try again."),
    )  # fmt: skip
