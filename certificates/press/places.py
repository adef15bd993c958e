"""Where words come to stand on a page, and which of them have no room there."""

from dataclasses import dataclass

from weasyprint.formatting_structure.boxes import ReplacedBox, TextBox

MILLIMETRES = 25.4 / 96
# Of the type size, above and below the line: what letters fill. Marks of neighbouring lines may come nearer.
ABOVE, BELOW = 0.62, 0.12


@dataclass(frozen=True)
class Place:
    """A line of text, or a picture without text, in millimetres from the left and the top of the page."""

    text: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other) -> bool:
        aside = self.right <= other.left or other.right <= self.left
        return not (aside or self.bottom <= other.top or other.bottom <= self.top)

    def leaves(self, left, top, right, bottom) -> bool:
        return self.left < left or self.top < top or self.right > right or self.bottom > bottom


def places(page) -> list[Place]:
    """All lines and pictures of a page that WeasyPrint has laid out, in reading order."""
    # The one view of the laid out boxes there is; WeasyPrint is pinned (home/pdf_text.py).
    boxes = page._page_box.descendants(placeholders=True)
    return [_place(box) for box in boxes if isinstance(box, TextBox | ReplacedBox) and box.width and box.height]


def _place(box):
    left, right = box.position_x, box.position_x + box.width
    if isinstance(box, TextBox):
        line, size = box.position_y + box.baseline, box.style["font_size"]
        top, bottom, text = line - ABOVE * size, line + BELOW * size, box.text.strip()
    else:
        top, bottom, text = box.position_y, box.position_y + box.height, ""
    return Place(text, *(edge * MILLIMETRES for edge in (left, top, right, bottom)))


def without_room(found: list[Place], frame) -> list[str]:
    """Lines that run into something else or out of the frame (left, top, right, bottom), each once."""
    said = [place.text for place in found if place.text and place.leaves(*frame)]
    for number, one in enumerate(found):
        for other in found[number + 1 :]:
            if one.meets(other):
                said += filter(None, (one.text, other.text))
    return list(dict.fromkeys(said))
