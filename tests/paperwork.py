"""A report made by hand, for the tests of its documents; nothing in it was counted."""

from datetime import date
from fractions import Fraction

from core.language import Text
from outcomes.report import (
    HistoryLine,
    IndicatorLine,
    Issued,
    Participation,
    PledgeLine,
    ProjectLine,
    Published,
    Report,
    Restatement,
    TopicLine,
    UnitLine,
)

HEAD = "9f2c41d07be84a6f8a0d3f5c6b7e1a2948d5c3b2a190807f6e5d4c3b2a1908f7"


def both(th: str, en: str) -> Text:
    return Text(th=th, en=en)


def project() -> ProjectLine:
    return ProjectLine(
        code="1.1.3(2)",
        dimension=both("มิติที่ 1 การสร้างวัฒนธรรมสุจริต", "Dimension 1: Building a culture of integrity"),
        title=both("กิจกรรมเสริมสร้างองค์ความรู้ด้านการต่อต้านการทุจริต", "Activity to build knowledge of anti-corruption"),
        responsible=both("สำนักงานเลขานุการ สำนักอนามัย", "Office of the Secretary, Health Department"),
        target_persons=100,
        who=both("ข้าราชการและเจ้าหน้าที่ของสำนักอนามัย", "civil servants and staff of the Health Department"),
        period=both("ปีงบประมาณ พ.ศ. 2566 - พ.ศ. 2570 (ไตรมาส 1 - 4)", "fiscal years B.E. 2566–2570 (quarters 1–4)"),
        budget=both("ไม่ใช้งบประมาณ", "no budget"),
        indicators=(
            IndicatorLine(
                "A-O1", "output",
                both("มีการเผยแพร่ข้อมูล/องค์ความรู้ด้านการต่อต้านการทุจริตจำนวนอย่างน้อย 5 เรื่องขึ้นไป", "Information or knowledge on anti-corruption is published, on at least 5 topics"),
                both("อย่างน้อย 5 เรื่อง", "at least 5 topics"), both("6 เรื่อง", "6 topics"),
                both("เรื่องที่เผยแพร่แล้วและไม่ซ้ำกัน", "topics that are published and distinct"),
                both("เรื่องที่ยังเป็นฉบับร่าง และฉบับแก้ไขของเรื่องเดิม", "drafts, and new versions of the same topic"),
                both("ภาคผนวก ก", "Annex A"),
            ),
            IndicatorLine(
                "A-O2", "output",
                both("ข้าราชการและเจ้าหน้าที่ของสำนักอนามัยมีความรู้ด้านการต่อต้านการทุจริต", "Civil servants and staff of the Health Department have knowledge of anti-corruption"),
                both("แบบประเมินผล/แบบทดสอบ (แผนไม่ได้กำหนดเกณฑ์ผ่าน)", "evaluation form or test (the plan sets no pass mark)"),
                both("ทดสอบแล้ว 1,085 คน จากกลุ่มเป้าหมาย 100 คน ค่าเฉลี่ยก่อนเรียน 58.21 หลังเรียน 81.46", "1,085 tested, of a target group of 100; mean before 58.21, after 81.46"),
                both("ผู้อยู่ในบัญชีบุคลากรในวันสุดท้ายของงวดที่ทำแบบทดสอบหลังเรียน", "people on the roster on the last day with a post-test"),
                both("ผู้ที่ออกจากหน่วยงานก่อนวันสุดท้ายของงวด", "people who left before the last day"),
                both("ส่วนที่ 3", "Section 3"),
            ),
            IndicatorLine(
                "A-R1", "outcome",
                both("ข้าราชการและเจ้าหน้าที่ของสำนักอนามัย เฝ้าระวังการทุจริต และร่วมกันต่อต้านการทุจริต", "Civil servants and staff of the Health Department watch for corruption and resist it together"),
                both("แบบประเมินติดตามผล", "follow-up evaluation form"), both("ยังไม่ถึงกำหนดติดตามผล", "the follow-up is not due yet"),
                both("ผู้ตอบแบบประเมินติดตามผล", "people who answered the follow-up"), both("ผลของแบบทดสอบ", "test results"),
            ),
        ),
    )  # fmt: skip


def units(count: int) -> tuple[UnitLine, ...]:
    """So many units, two levels deep; every seventh is too small to be shown."""
    made = []
    for n in range(1, count + 1):
        small = n % 7 == 0
        people = Participation(*(None,) * 4) if small else Participation(20 + n, n % 5, 3, 17 + n - n % 5)
        name = f"กลุ่มงานคุ้มครองผู้บริโภคและอนามัยสิ่งแวดล้อม ศูนย์บริการสาธารณสุขที่ {n}"
        made.append(UnitLine(both(name, f"Public health centre {n}"), 1 + n % 2, people))
    return tuple(made)


def knowledge() -> tuple[TopicLine, ...]:
    # 58.205 and 81.455 lie on the half: every paper has to round them alike.
    return (
        TopicLine("whole", both("แบบทดสอบทั้งฉบับ", "The whole test"), 1085, 1040, Fraction(11641, 200), 14.337, Fraction(16291, 200), 9.985, Fraction(4650, 8359), 912, Fraction(912, 1085)),
        TopicLine("strong", both("ค่านิยม STRONG จิตพอเพียงต้านทุจริต", "The STRONG values"), 1085, 1040, 52.4, 15.05, 79.95, 10.333, 0.5788, 870, Fraction(870, 1085)),
        TopicLine("gifts", both("การรับของขวัญและทรัพย์สินหรือประโยชน์อื่นใดโดยธรรมจรรยา", "Gifts"), 1085, 1040, 61.5, 12.2, 84.7, 8.9, 0.6026, 951, Fraction(951, 1085)),
        TopicLine("coi", both("ผลประโยชน์ทับซ้อน", "Conflict of interest"), 1085, 1040, 71.25, 13.1, 68.0, 9.4, -0.113, 700, Fraction(700, 1085)),
        TopicLine("tips", both("การแจ้งเบาะแสและช่องทางร้องเรียน", "Tip-offs and complaints"), None, None, None, None, None, None, None, None, None),
    )  # fmt: skip


def report(count: int = 12, **other: object) -> Report:
    values: dict[str, object] = {
        "organisation": both("สำนักอนามัย กรุงเทพมหานคร", "Health Department, Bangkok Metropolitan Administration"),
        "unit": None,
        "fiscal_year": 2570,
        "quarter": 1,
        "first": date(2026, 10, 1),
        "closing": date(2026, 12, 31),
        "made": date(2027, 1, 11),
        "closed": date(2027, 1, 8),
        "head": HEAD,
        "plan": both(
            "แผนปฏิบัติการป้องกันการทุจริตเพื่อยกระดับคุณธรรมและความโปร่งใส สำหรับองค์กรปกครองส่วนท้องถิ่น (พ.ศ. 2566 – พ.ศ. 2570) กรุงเทพมหานคร (สำนักอนามัย)",
            "Action plan on the prevention of corruption (B.E. 2566–2570), Health Department",
        ),
        "plan_owner": both("สำนักอนามัย กรุงเทพมหานคร", "Health Department, Bangkok Metropolitan Administration"),
        "projects": (project(),),
        "participation": Participation(1234, 104, 45, 1085),
        "units": units(count),
        "project": both("1.1.3(2) กิจกรรมเสริมสร้างองค์ความรู้ด้านการต่อต้านการทุจริต", "1.1.3(2) Activity to build knowledge of anti-corruption"),
        "programmes": (both("สุจริต ปีงบประมาณ 2570", "Integrity, fiscal year 2570"),),
        "criteria": (70,),
        "knowledge": knowledge(),
        "pledges": (PledgeLine("executive", 12, 11), PledgeLine("member", 1222, 1003)),
        "certificates": Issued(912, 173, 2),
        "topics": tuple(
            Published(both(f"เรื่องที่ {n} การแยกแยะประโยชน์ส่วนตนและประโยชน์ส่วนรวม", f"Topic {n}"), date(2026, 10, n), f"https://sujarit.example.go.th/lessons/private-and-public-interest-{n}?openExternalBrowser=1")
            for n in range(1, 7)
        ),
        "notes": (
            both("ตัวหารคือผู้อยู่ในบัญชีบุคลากรในวันสุดท้ายของงวด ตัวตั้งคือผู้ที่อยู่ในรายชื่อนั้นและทำสำเร็จภายในงวด ไม่ว่าขณะทำจะอยู่หน่วยงานใด", "The denominator is the roster on the last day; the numerator is the members of it who did it within the period."),
            both("คะแนนของกลุ่มที่มีน้อยกว่า 5 คนไม่แสดง", "Marks of fewer than 5 people are not shown."),
        ),
        "restated": (Restatement(date(2027, 1, 10), both("เรียนจบ", "Finished"), "1,083", "1,085", "พบกระดาษคำตอบสองฉบับที่ยังไม่ได้บันทึก"),),
        "history": (
            HistoryLine(2568, "อบรมประจำปี (Google Forms)", 640, 55.5, 72.25, "คะแนนจากไฟล์เดิม"),
            HistoryLine(2569, "อบรมประจำปี", 4, None, None, "=HYPERLINK(\"https://example.com\")"),
        ),
    }  # fmt: skip
    return Report(**(values | other))  # type: ignore[arg-type]
