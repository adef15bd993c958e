"""Invented Thai prose for a large bank: as many cases as wanted, of about 2,000 characters, with common and rare words.

The same number gives the same case. Words are joined as Thai joins them, so that the analyser has its work to do.
"""

from random import Random

ACTORS = (
    "เทศบาลตำบล องค์การบริหารส่วนตำบล อบต. กลุ่มเกษตรกร วิสาหกิจชุมชน โรงพยาบาลส่งเสริมสุขภาพตำบล สภาเด็กและเยาวชน "
    "กลุ่มแม่บ้าน มหาวิทยาลัยราชภัฏ ผู้ประกอบการรายย่อย ปราชญ์ชาวบ้าน เครือข่ายประมงพื้นบ้าน โรงเรียนผู้สูงอายุ"
).split()
MATTERS = (
    "น้ำท่วม ภัยแล้ง ขยะมูลฝอย หมอกควัน รายได้ครัวเรือน หนี้สิน ผู้สูงอายุติดเตียง การท่องเที่ยว ตลาดชุมชน ที่ดินทำกิน "
    "แหล่งน้ำ พลังงานแสงอาทิตย์ ป่าชุมชน ผลผลิตตกต่ำ เด็กหลุดจากระบบการศึกษา การจัดเก็บภาษี ข้อมูลเมือง ทุนวัฒนธรรม"
).split()
TOOLS = (
    "แผนที่ ระบบข้อมูล กองทุนหมุนเวียน แอปพลิเคชัน เวทีประชาคม ธรรมนูญตำบล ห่วงโซ่คุณค่า โดรน เซนเซอร์ ตลาดออนไลน์ "
    "หลักสูตรระยะสั้น ธนาคารขยะ ข้อบัญญัติท้องถิ่น dashboard GIS PM2.5"
).split()
RARE = (
    "ปลากุเลาเค็ม ข้าวสังข์หยด ครามธรรมชาติ กล้วยหอมทอง ไม้ไผ่ซางหม่น ผ้าหมักโคลน มะพร้าวน้ำหอม เกลือสินเธาว์ กระจูด "
    "ส้มโอทับทิมสยาม จิ้งหรีด สาหร่ายพวงองุ่น เตยปาหนัน หอยหวาน ชันโรง กาแฟโรบัสตา โคขุน ปูม้า"
).split()
SYLLABLES = "บัว ทอง แก้ว หนอง โพน ดอน ม่วง ไทร งาม พิมาน สระ เกาะ โนน แสง สุข ทราย ลำ ชัย ไผ่ เหนือ".split()
TEMPLATES = (
    "{actor}บ้าน{village}เผชิญปัญหา{matter}มานานกว่า{n}ปีโดยไม่มีหน่วยงานใดรับผิดชอบโดยตรง",
    "คณะทำงานร่วมกันเก็บข้อมูลจาก{n}ครัวเรือนแล้วพบว่า{matter}เกี่ยวข้องกับ{other}มากกว่าที่คิด",
    "จากนั้นจึงใช้{tool}เป็นเครื่องมือให้{actor}ตัดสินใจบนฐานความรู้เดียวกัน",
    "กลไกที่ทำให้เกิดผลคือความไว้วางใจระหว่าง{actor}กับ{partner}และการคืนข้อมูลให้ชุมชนทุกเดือน",
    "ปีงบประมาณถัดมาเทศบาลตั้งงบประมาณของตนเองเพื่อดูแล{matter}ต่อเนื่องโดยไม่รอเงินสนับสนุนจากภายนอก",
    "ผลการติดตามหลังสิ้นสุดโครงการ{n}เดือนแสดงว่ารายได้จาก{rare}เพิ่มขึ้นและค่าใช้จ่ายด้าน{other}ลดลง",
    "บทเรียนสำคัญคือต้องเริ่มจากโจทย์ของพื้นที่ไม่ใช่จาก{tool}ที่มีอยู่",
    "{partner}ช่วยถอดบทเรียนและอบรมแกนนำ{n}คนให้ดูแลระบบได้เอง",
    "ก่อนหน้านี้พื้นที่เคยทดลองวิธีอื่นแล้วไม่สำเร็จเพราะ{actor}ไม่ได้มีส่วนร่วมตั้งแต่ต้น",
    "เงื่อนไขที่จะนำไปใช้ที่อื่นได้คือมีผู้นำที่รับฟังมีข้อมูล{matter}ที่เชื่อถือได้และมีตลาดรองรับ{rare}",
    "The local team used {tool} to follow {n} households over two seasons.",
)
# What readers ask for: words of most cases, of some, and of few; several words, an abbreviation, English, a slip.
QUESTIONS = (
    "ข้อมูล", "ชุมชน", "เทศบาล", "พื้นที่", "รายได้", "งบประมาณ", "แผนที่", "น้ำท่วม",
    "ผู้สูงอายุ", "ข้อมูลเมือง", "ธนาคารขยะ", "ตลาดออนไลน์", "อบต.", "วิสาหกิจชุมชน", "หมอกควัน PM2.5", "households",
    "ปลากุเลาเค็ม", "ชันโรง", "เตยปาหนัน", "โดรน แหล่งน้ำ", "กองทุนหมุนเวียน ผู้สูงอายุติดเตียง", "บ้านหนองบัวทอง",
    "สาหร่ายพวงองุ่น", "dashboard การจัดเก็บภาษี",
)  # fmt: skip
# What stands in the field while such a word is typed.
TYPED = ("น้ำ", "ข้อ", "ชุม", "ผู้สูง", "ตลาด", "ปลากุ", "เทศ", "หมอก", "แผน", "ธนาคาร", "โดรน", "บ้าน")


class Writer:
    """One case: `title`, and `prose(letters)` for each of its fields."""

    def __init__(self, number):
        self.random = Random(number)
        self.matter, self.rare = self.random.choice(MATTERS), self.random.choice(RARE)
        self.village = "".join(self.random.sample(SYLLABLES, 3))
        self.title = f"{self.matter}กับ{self.random.choice(TOOLS)} บ้าน{self.village}"

    def prose(self, letters):
        """Sentences until there are about so many letters; a word of few cases now and then."""
        found = ""
        while len(found) < letters:
            found += self._sentence() + " "
        return found.strip()

    def _sentence(self):
        choice = self.random.choice
        return choice(TEMPLATES).format(
            actor=choice(ACTORS),
            partner=choice(ACTORS),
            matter=self.matter if self.random.random() < 0.6 else choice(MATTERS),
            other=choice(MATTERS),
            tool=choice(TOOLS),
            rare=self.rare if self.random.random() < 0.8 else choice(RARE),
            village=self.village,
            n=self.random.randint(3, 480),
        )
