"""What is said of a shape that is not right, in Thai and English: one set for the command, the studio and the tests."""

from typing import Any

from core.language import Text


def explained(error: Any) -> tuple[Text, Text]:
    """What is wrong and what to write, for one of pydantic's errors (its `type`, `loc`, `input` and `ctx`)."""
    words = (step for step in reversed(error["loc"]) if isinstance(step, str) and not step.startswith(_MEMBERS))
    field = next(words, "")
    given, context = _shown(error.get("input")), error.get("ctx", {})
    match error["type"]:
        case "missing":
            return _texts(
                f"ยังไม่มี “{field}”", f"“{field}” is missing",
                f"เพิ่มบรรทัด “{field}: …”", f"add a line “{field}: …”",
            )  # fmt: skip
        case "model_type" if not error["loc"]:
            return _texts(
                f"แฟ้มนี้ไม่ใช่{_KINDS['model'][0]}", f"the file is not {_KINDS['model'][1]}",
                f"เขียน{_KINDS['model'][0]}", f"write {_KINDS['model'][1]}",
            )  # fmt: skip
        case "string_too_long":
            most = context.get("max_length")
            return _texts(
                f"“{field}” ยาวเกิน {most} ตัวอักษร", f"“{field}” is longer than {most} characters",
                "ย่อให้สั้นลง", "shorten it",
            )  # fmt: skip
        case "extra_forbidden" | "invalid_key":
            field = field if error["type"] == "extra_forbidden" else str(error["input"])
            if any(each in field for each in "“”"):  # a text in Word's quotes, cut at its comma
                return _texts(
                    f"มีเครื่องหมายคำพูดแบบ Word ที่ “{field}”", f"the quotes are Word’s, at “{field}”",
                    "เปลี่ยนเป็นเครื่องหมายคำพูดตรง \"", "write straight quotes, \"",
                )  # fmt: skip
            return _texts(
                f"ไม่รู้จักคำว่า “{field}” ในที่นี้", f"“{field}” is not known here",
                "ตรวจตัวสะกด หรือลบออก", "check the spelling, or remove it",
            )  # fmt: skip
        case "literal_error" | "enum" | "union_tag_invalid":
            allowed = str(context.get("expected") or context.get("expected_tags", "")).replace("'", "")
            if "tag" in context:
                field, given = "kind", _shown(context["tag"])
            return _texts(
                f"“{field}” เป็น {given} ไม่ได้", f"“{field}” cannot be {given}",
                f"ใช้คำใดคำหนึ่ง: {allowed}", f"use one of: {allowed}",
            )  # fmt: skip
        case "union_tag_not_found":
            return _texts("ยังไม่มี “kind”", "“kind” is missing", "เพิ่มบรรทัด “kind: single”", "add a line “kind: single”")
        case "string_type" if isinstance(error["input"], bool | int | float):
            return _texts(
                f"YAML อ่าน “{field}” เป็น {error['input']} ไม่ใช่ข้อความ", f"YAML reads “{field}” as {error['input']} and not as text",
                "ใส่เครื่องหมายคำพูด เช่น \"No\"", "put it in quotes, such as \"No\"",
            )  # fmt: skip
        case "string_too_short":
            return _texts(f"“{field}” ว่างเปล่า", f"“{field}” is empty", "เขียนข้อความ", "write the text")
        case "string_pattern_mismatch":
            return _texts(
                f"“{field}” มีรูปแบบไม่ถูกต้อง: {given}", f"“{field}” has the wrong form: {given}",
                *_pattern(str(context.get("pattern"))),
            )  # fmt: skip
        case "too_short" | "too_long":
            least, most = context.get("min_length"), context.get("max_length")
            return _texts(
                f"“{field}” มี {len(error['input'])} รายการ", f"“{field}” has {len(error['input'])} entries",
                f"ต้องมี{f'อย่างน้อย {least}' if least else f'ไม่เกิน {most}'} รายการ",
                f"it needs {f'at least {least}' if least else f'at most {most}'}",
            )  # fmt: skip
        case "greater_than_equal" | "less_than_equal" | "greater_than":
            sign, limit = next(iter(context.items()))
            word = {"ge": ("ไม่น้อยกว่า", "at least"), "le": ("ไม่เกิน", "at most"), "gt": ("มากกว่า", "more than")}[sign]
            return _texts(
                f"“{field}” เป็น {given}", f"“{field}” is {given}",
                f"ใช้จำนวนที่{word[0]} {limit}", f"use a number that is {word[1]} {limit}",
            )  # fmt: skip
        case kind:
            wanted = _KINDS.get(kind.split("_")[0], ("ค่าที่ถูกต้อง", kind.replace("_", " ")))
            return _texts(
                f"“{field}” ไม่ใช่{wanted[0]}: {given}", f"“{field}” is not {wanted[1]}: {given}",
                f"เขียน{wanted[0]}", f"write {wanted[1]}",
            )  # fmt: skip


_MEMBERS = ("literal[", "constrained-")  # how pydantic calls a union's members; no file has such words
_KINDS = {
    "string": ("ข้อความ", "text"),
    "int": ("จำนวนเต็ม", "a whole number"),
    "bool": (" true หรือ false", "true or false"),
    "list": ("รายการที่ขึ้นต้นด้วย -", "a list, each entry after “- ”"),
    "tuple": ("รายการที่ขึ้นต้นด้วย -", "a list, each entry after “- ”"),
    "dict": ("กลุ่มของ “คำ: ค่า”", "lines of “word: value”"),
    "model": ("กลุ่มของ “คำ: ค่า”", "lines of “word: value”"),
    "date": ("วันที่แบบ 2026-11-21", "a day such as 2026-11-21"),
}


def _pattern(pattern: str) -> tuple[str, str]:
    if "a-z0-9" in pattern:
        return "ใช้ a-z 0-9 และ - เท่านั้น เช่น no-gift", "use a-z, 0-9 and - only, such as no-gift"
    if r"\d{4}" in pattern:
        return "เขียนวันที่แบบ ค.ศ. เช่น 2026-11-21", "write the day as 2026-11-21"
    choices = pattern.strip("^$()").replace("|", ", ")
    return f"ใช้คำใดคำหนึ่ง: {choices}", f"use one of: {choices}"


def _shown(given: Any) -> str:
    text = "ว่าง/empty" if given is None else str(given)
    return f"“{text[:40]}…”" if len(text) > 40 else f"“{text}”"


def _texts(wrong_th: str, wrong_en: str, write_th: str, write_en: str) -> tuple[Text, Text]:
    return Text(th=wrong_th, en=wrong_en), Text(th=write_th, en=write_en)
