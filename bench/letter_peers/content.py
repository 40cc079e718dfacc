"""The words of the measured letter: every one differs, so that nobody can keep a whole letter in a cache."""

import hashlib
from dataclasses import dataclass

import zxingcpp

from watan_desk.common.arabic import ltr
from watan_desk.letter.page_code import write_page_code

DATES = ("الجمعة ١٤٤٨/٠٦/١٠هـ", "٢٠٢٦/١١/٢٠م")


@dataclass(frozen=True)
class Content:
    """One letter. ``*`` parts bold from regular stretches in ``paragraphs``."""

    number: str
    head: tuple[str, ...]
    """Lines of the letterhead; the second is the association's name."""
    references: tuple[tuple[str, str], ...]
    addressee: str
    greeting: str
    subject: str
    paragraphs: tuple[str, ...]
    table: tuple[tuple[str, ...], ...]
    closing: tuple[str, ...]
    boxes: tuple[str, ...]
    foot: tuple[str, ...]
    code: str
    page_code: str
    """The small code at the page's edge."""


def content(n: int) -> Content:
    """Return the ``n``-th letter: number, names, amounts and the printed code are its own."""
    number = f"WT03A-1448-{n:05d}"
    phone = ltr("0500000123")
    family = ("الأحمد", "السالم", "الراشد", "المطلق", "الصالح", "الفهد", "الناصر")[n % 7]
    name = f"عبدالرحمن بن محمد بن {('سعيد', 'خالد', 'ماجد', 'راكان', 'وليد')[n % 5]} {family}"
    return Content(
        number=number,
        head=("المملكة العربية السعودية", "جمعية العينة الأهلية", "ترخيص رقم : 1000", "مكتب الفرع الثالث"),
        references=(("الرقم", ltr(number)), ("التاريخ", DATES[0]), ("الموافق", DATES[1]), ("المرافقات", "٢")),
        addressee=f"المكرم {name}",
        greeting="السلام عليكم ورحمة الله وبركاته، وبعد:",
        subject=f"إشعار باستلام الطلب رقم {ltr(f'03A-1448-{n:04d}')}",
        paragraphs=(
            (
                f"فنفيدكم بأنه جرى يوم {DATES[0]} استقبال طلب الدعم المقدم باسم *{name}*، وقُيِّد لدى الفرع بالرقم "
                f"{ltr(f'03A-1448-{n:04d}')}، واطُّلع على المستندات المبينة في الجدول أدناه وعددها ({n % 9 + 5})، وطوبقت "
                "بياناتها ببيانات الطلب وقت التقديم، ولم يُحتفظ بصورة من أي منها."
            ),
            (
                "ويُرفع الطلب بعد اكتماله إلى الجهة المختصة لدراسته، ويُعد هذا الإشعار *إثباتًا للاستلام فقط*، ولا يترتب "
                f"عليه قبول الطلب ولا تقدير نوع الدعم أو مقداره، والنظام المستخدم هو Watan Desk (الإصدار 1.{n % 10})."
            ),
        ),
        table=(
            ("م", "المستند", "الجهة المصدرة", "المبلغ (ريال)", "الحالة"),
            ("1", "الهوية الوطنية", "الأحوال المدنية", "—", "مطابق"),
            ("2", "سجل الأسرة", "الأحوال المدنية", "—", "مطابق"),
            ("3", "عقد الإيجار", "شبكة Ejar", f"{12_000 + n:,}", "مطابق"),
            ("4", "تعريف بالراتب", "مؤسسة الخليج", f"{4_000 + n % 999:,}.50", "ساري"),
            ("5", "فاتورة الكهرباء", "شركة الكهرباء", f"{300 + n % 77}", "ساري"),
        ),
        closing=(
            (
                "نأمل الاحتفاظ برقم الطلب وذكره عند كل مراجعة، وإبلاغنا بأي تغير في العنوان أو رقم الجوال على "
                f"{phone} أو عبر {ltr('desk@example.org')}، علمًا بأن الحساب هو {ltr('SA03 8000 0000 6080 1016 7519')}."
            ),
            "والله ولي التوفيق.",
        ),
        boxes=("توقيع المندوب المستلم", "ختم الجمعية"),
        foot=(f"الرياض - هاتف {phone} - {ltr('desk@example.org')}", f"خطاب رقم {ltr(number)} - صفحة ١ من ١"),
        code="WD:" + "".join("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"[(n * 7 + i * i) % 45] for i in range(185)),
        page_code=write_page_code(number, hashlib.sha256(number.encode()).digest(), 1, 1),
    )


def spans(text: str) -> list[tuple[str, bool]]:
    """Return a paragraph's stretches and whether each is bold."""
    return [(part, place % 2 == 1) for place, part in enumerate(text.split("*")) if part]


def code_svg(text: str) -> str:
    """Return a printed code with its quiet zone as SVG."""
    made = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    rows = memoryview(made.to_image(scale=1, add_quiet_zones=False)).tolist()
    size = len(rows) + 8
    path = "".join(
        f"M{x + 4} {y + 4}h1v1h-1z" for y, row in enumerate(rows) for x, pixel in enumerate(row) if pixel == 0
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 {size} {size}">'
        f'<path d="{path}"/></svg>'
    )
