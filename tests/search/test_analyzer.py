"""The words inside a run of Thai letters, and texts that differ only in spelling."""

import pytest

from home.search import analyzer

SENTENCE = "ระบบข้อมูลเมืองเพื่อการจัดเก็บรายได้ท้องถิ่นอย่างเป็นธรรม"


def phrase(text):
    return f" {' '.join(token for run in analyzer.runs(text) for p in analyzer.words(run) for token in p)} "


@pytest.mark.parametrize("inner", ["ระบบ", "ระบบข้อมูล", "ข้อมูลเมือง", "จัดเก็บรายได้", "รายได้ท้องถิ่น", "เป็นธรรม"])
def test_a_word_inside_a_sentence_stands_in_the_index(inner):
    assert phrase(inner) in f" {analyzer.index_text(SENTENCE)} "


@pytest.mark.parametrize("inner", ["มูล", "ราย", "ธรรมดา", "องถิ่น"])
def test_a_part_of_a_word_does_not(inner):
    tokens = analyzer.index_text("ข้อมูลธรรมะของท้องถิ่น").split()
    assert inner not in tokens


@pytest.mark.parametrize(
    "written, usual",
    [
        ("จํานวน", "จำนวน"),
        ("นำ้เสีย", "น้ำเสีย"),
        ("นํ้าท่วม", "น้ำท่วม"),
        ("เเผนที่", "แผนที่"),
        ("ที่่ดิน", "ที่ดิน"),
        ("ราย\u200bได้", "รายได้"),
        ("พ.ศ. ๒๕๖๒", "พศ 2562"),
        ("๑,๕๐๐", "1500"),
        ("พ.ร.บ.", "พรบ"),
        ("อปท.", "อปท"),
        ("ＡＢＣ", "abc"),
    ],
)
def test_spellings_that_look_alike_are_one(written, usual):
    assert analyzer.index_text(written) == analyzer.index_text(usual)


@pytest.mark.parametrize("left, right", [("ปา", "ป้า"), ("ปา", "ป่า"), ("มา", "ม้า"), ("government", "governor")])
def test_words_that_differ_stay_apart(left, right):
    assert analyzer.index_text(left) != analyzer.index_text(right)


def test_mixed_scripts_are_told_apart():
    assert analyzer.runs("CONVERGOVแพลตฟอร์ม") == ["convergov", "แพลตฟอร์ม"]
    assert analyzer.runs("PM2.5") == ["pm2", "5"]


@pytest.mark.parametrize(
    "plural, singular", [("programmes", "programme"), ("cities", "city"), ("leaders", "leader"), ("status", "status")]
)
def test_english_plurals_and_singulars_are_one(plural, singular):
    assert analyzer.stem(plural) == analyzer.stem(singular)


def phrases(text):
    return [phrase for group in analyzer.question(text, {}) for term in group.terms for phrase in term.phrases]


def test_common_words_are_left_out_unless_they_are_all_there_is():
    assert phrases("การศึกษา ของ เมือง")[-1] == ("เมือง",)
    assert phrases("ของ") == [("ของ",)]


def test_an_abbreviation_is_one_token():
    assert analyzer.words("อปท") == (("อปท",),)
    assert analyzer.words("ปปช") == (("ปปช",),)


def test_tokens_hold_nothing_that_a_database_reads_as_an_operator():
    hostile = "\"' & | ! <-> :* NEAR( ) * \\ % _ -- ; {title} ^ + ก็\x00ข"
    assert all(token.isalnum() or "ก" <= token[0] <= "ฮ" for token in analyzer.index_text(hostile).split())


def test_clusters_never_part_a_consonant_from_its_marks():
    assert analyzer.autocomplete_text("มหาวิทยาลัยน้ำที่").split()[-2:] == ["น้ำ", "ที่"]


def test_a_question_is_read_up_to_its_limit():
    assert len(phrases("ก " * 5000)) == analyzer.MAX_QUERY_LENGTH // 2


SYNONYMS = {("อบต",): [("องค์การ", "ตำบล")], ("local", "authority"): [("ท้องถิ่น",)]}


def test_the_longest_synonym_answers_for_its_words():
    (group,) = analyzer.question("อบต", SYNONYMS)
    assert group.terms == (analyzer.Term((("อบต",),), (("องค์การ", "ตำบล"),)),)
    first, second = analyzer.question("Local authorities plan", SYNONYMS)
    assert first.terms[0].phrases == (("local",), ("authority",)) and first.terms[0].others == (("ท้องถิ่น",),)
    assert second.terms == (analyzer.Term((("plan",),)),)
