"""Words of this field that a dictionary lacks. After a change, run `manage.py update_index`.

Words that mean the same are rows that editors keep (home/models/search.py).
"""

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

# Entries of the dictionaries that swallow a word of their neighbours (รายได้|ที่, พื้นที่|จะ) or of their own.
NOT_WORDS = frozenset("ได้ที่ ค่าที่ ถึงที่ พอที่ ว่าที่ ที่จะ ที่ว่า ปีงบประมาณ ศูนย์วิจัย สถาบันวิจัย ศูนย์ชุมชน ผังเมือง ตลาดสด ตลาดหลักทรัพย์".split())

# Too common to decide anything; left out of a question that has other words.
STOP = frozenset(
    "การ ความ ที่ และ ของ ใน เป็น ให้ กับ แห่ง ด้วย โดย จาก ว่า หรือ ซึ่ง เพื่อ อย่าง the a an of and or in on for to".split()
)
