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
    "คณะทำงานสำรวจ{n}ครัวเรือนแล้วพบว่า{matter}เกี่ยวข้องกับ{other}มากกว่าที่คิด",
    "จากนั้นจึงใช้{tool}ช่วยให้{actor}ตัดสินใจบนหลักฐานเดียวกัน",
    "กลไกที่ทำให้เกิดผลคือความไว้วางใจระหว่าง{actor}กับ{partner}และการคืนข้อมูลให้ชาวบ้านทุกเดือน",
    "เทศบาลตั้งงบประมาณของตนเองเพื่อดูแล{matter}ต่อเนื่องโดยไม่รอเงินสนับสนุนจากภายนอก",
    "หลังสิ้นสุดโครงการ{n}เดือน รายได้จาก{rare}เพิ่มขึ้นและค่าใช้จ่ายด้าน{other}ลดลง",
    "บทเรียนสำคัญคือต้องเริ่มจากโจทย์ของพื้นที่ไม่ใช่จาก{tool}ที่มีอยู่",
    "{partner}ช่วยถอดบทเรียนและอบรมแกนนำ{n}คนให้ดูแลต่อได้เอง",
    "ก่อนหน้านี้เคยทดลองวิธีอื่นแล้วไม่สำเร็จเพราะ{actor}ไม่ได้มีส่วนร่วมตั้งแต่ต้น",
    "เงื่อนไขที่จะนำไปใช้ที่อื่นได้คือมีผู้นำที่รับฟังและมีตลาดรองรับ{rare}",
    "The local team used {tool} to follow {n} households over two seasons.",
    "เวทีสาธารณะจัดขึ้น{n}ครั้งจนทุกหมู่บ้านเห็นภาพร่วมกันเรื่อง{matter}",
    "นักวิจัยลงไปอยู่กับคนในหมู่บ้านเพื่อฟังเรื่องเล่าก่อนจะเริ่มวัดสิ่งใด",
    "ราคา{rare}ขึ้นลงตามฤดูกาลทำให้ครัวเรือนเปราะบางที่สุดแบกรับความเสี่ยง",
    "โรงเรียนเข้ามาเป็นศูนย์เรียนรู้โดยให้นักเรียนเก็บตัวอย่างและรายงานผลทุกสัปดาห์",
    "อาสาสมัครสาธารณสุขประจำหมู่บ้านเยี่ยมบ้าน{n}หลังและบันทึกลง{tool}",
    "ผู้หญิงและคนรุ่นใหม่กลับมามีบทบาทนำเมื่อการประชุมย้ายมาจัดตอนค่ำ",
    "ต้นทุนทั้งหมดไม่เกิน{n}หมื่นบาทซึ่งอยู่ในอำนาจอนุมัติของนายก",
    "วัดและร้านค้าในตลาดเช้ากลายเป็นจุดกระจายข่าวที่ได้ผลกว่าสื่อออนไลน์",
    "การประเมินใช้กลุ่มเปรียบเทียบจากตำบลข้างเคียงที่มีลักษณะใกล้กัน",
    "เมื่อเกิดความขัดแย้งเรื่อง{other} คนกลางที่ทุกฝ่ายเคารพช่วยให้คุยกันต่อได้",
    "กฎกติกาที่ตกลงร่วมกันถูกเขียนเป็นข้อบัญญัติภายใน{n}วัน",
    "ภาคธุรกิจรับซื้อ{rare}ในราคาที่เป็นธรรมและจ่ายเงินล่วงหน้าครึ่งหนึ่ง",
    "ข้อจำกัดคือบุคลากรย้ายบ่อยและระเบียบพัสดุไม่เอื้อต่อการทดลอง",
    "อุทกภัยปีนั้นทำลายสิ่งที่ลงทุนไว้แต่เครือข่ายที่สร้างขึ้นยังอยู่",
    "Evidence came from interviews, field notes and the registers of the authority.",
    "ตัวชี้วัดที่ใช้คือสัดส่วนครัวเรือนที่พ้นเส้นความยากจนและจำนวนวันที่น้ำใช้ได้ตลอดปี",
    "สภาท้องถิ่นเห็นชอบให้ขยายผลไปยังอีก{n}ตำบลในจังหวัดเดียวกัน",
    "สิ่งที่ไม่คาดคิดคือผู้สูงอายุเป็นกลุ่มที่ใช้{tool}คล่องที่สุด",
    "แผนพัฒนาห้าปีฉบับใหม่อ้างผลของงานนี้และกำหนดเจ้าภาพชัดเจน",
    "การสื่อสารด้วยภาษาถิ่นทำให้{actor}เข้าใจเป้าหมายของ{matter}ตรงกัน",
    "หน่วยจัดการร่วมประกอบด้วย{partner} เอกชน และตัวแทนคุ้มบ้าน",
)
# Of these a case uses so many: it has its own way of telling, and no word stands in all cases.
OWN_TEMPLATES = 9
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
        self.templates = self.random.sample(TEMPLATES, OWN_TEMPLATES)
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
        return choice(self.templates).format(
            actor=choice(ACTORS),
            partner=choice(ACTORS),
            matter=self.matter if self.random.random() < 0.6 else choice(MATTERS),
            other=choice(MATTERS),
            tool=choice(TOOLS),
            rare=self.rare if self.random.random() < 0.8 else choice(RARE),
            village=self.village,
            n=self.random.randint(3, 480),
        )
