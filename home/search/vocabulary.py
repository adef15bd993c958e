"""Words of this field that a dictionary lacks. After a change, run `manage.py update_index`."""

# Abbreviations without their dots, and names, kept whole.
WORDS = frozenset(
    {
        "กทม",
        "กฟผ",
        "ครม",
        "ทต",
        "ทน",
        "ทม",
        "บพท",
        "พรบ",
        "พศ",
        "รพสต",
        "วช",
        "ศพด",
        "สตง",
        "สถ",
        "สวทช",
        "สสส",
        "อบจ",
        "อบต",
        "อปท",
        "อสม",
        "รัชภูมิ",
    }
)

# Asking for the key also finds what it stands for.
SYNONYMS = {
    "อปท": ("องค์กรปกครองส่วนท้องถิ่น",),
    "อบต": ("องค์การบริหารส่วนตำบล",),
    "อบจ": ("องค์การบริหารส่วนจังหวัด",),
    "บพท": ("หน่วยบริหารและจัดการทุนด้านการพัฒนาระดับพื้นที่",),
    "กทม": ("กรุงเทพมหานคร",),
}

# Too common to decide anything; left out of a question that has other words.
STOP = frozenset(
    "การ ความ ที่ และ ของ ใน เป็น ให้ กับ แห่ง ด้วย โดย จาก ว่า หรือ ซึ่ง เพื่อ อย่าง the a an of and or in on for to".split()
)
