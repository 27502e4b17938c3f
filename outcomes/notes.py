"""How the figures are counted, in the words that every report prints."""

from core.language import Text

NOTES = (
    Text(
        th="นับจากผู้ที่อยู่ในบัญชีบุคลากร ณ วันปิดงวดและอยู่ในกลุ่มของหลักสูตร ผู้ที่ย้ายหน่วยงานนับในหน่วยงานที่อยู่ ณ วันนั้น พร้อมผลที่ทำไว้ก่อนย้าย",
        en="Counted are those on the roster on the closing day for whom the programme is; who moved counts where they are on that day, with what they did before.",
    ),
    Text(
        th="ผู้ที่ทำงานหลายหน่วยงานนับในหน่วยงานหลักเพียงแห่งเดียว ผู้ที่ออกไปก่อนวันปิดงวดไม่นับทั้งในตัวตั้งและตัวหาร",
        en="Who works in several units counts in the home unit only; who left before the closing day counts in neither number.",
    ),
    Text(
        th="ค่าเฉลี่ย ส่วนเบี่ยงเบนมาตรฐาน และคะแนนพัฒนาการสัมพัทธ์ คิดจากผู้ที่ทำครบทั้งก่อนเรียนและหลังเรียน คะแนนพัฒนาการสัมพัทธ์ = (ค่าเฉลี่ยหลัง − ค่าเฉลี่ยก่อน) ÷ (100 − ค่าเฉลี่ยก่อน)",
        en="Means, standard deviations and gain are those of people with both tests; normalised gain = (mean after − mean before) ÷ (100 − mean before).",
    ),
    Text(
        th="เกณฑ์เป็นของหน่วยงานเอง แผนไม่ได้กำหนดคะแนนผ่าน ร้อยละที่ถึงเกณฑ์คิดจากผู้ที่ทำแบบทดสอบหลังเรียน",
        en="The criterion is the organisation's own, for the plan sets no pass mark; the share at it is of those with a post-test.",
    ),
    Text(
        th="คะแนนของกลุ่มที่น้อยกว่า 5 คนไม่แสดง และไม่แสดงตัวเลขอื่นที่จะทำให้คำนวณย้อนกลับได้",
        en="Marks of fewer than five people are not shown, nor other figures from which they could be worked out.",
    ),
    Text(
        th="คำตอบบนกระดาษกรอกเข้าระบบสองครั้งโดยผู้กรอกไม่เห็นของกัน และนับในวันที่ทำแบบทดสอบ",
        en="Paper tests were typed in twice, each without sight of the other, and count on the day on which they were sat.",
    ),
)
