"""The press: certificates that differ in a few lines, each as a tagged PDF/A-3a of its own, at a fraction of the cost.

WeasyPrint draws a design twice with placeholders of two widths (`proofs`). What stands still between the two drawings
is the plate: page, tags, fonts with their whole alphabet, ready as bytes (`plates`). What moved tells where each line
of the plate is anchored (`slots`). Then a certificate is its few lines shaped by HarfBuzz (`shaping`) and a file
written round them (`writing`): nothing is laid out, parsed or subset again.

A line that does not fit its room, or holds a character the faces lack, raises `Unpressable` before a byte is
written: the caller draws that one page with WeasyPrint, through the same writer.
"""

from .places import without_room
from .plates import Plate
from .proofs import Placeholders, drawn, laid_out, plate_of
from .shaping import Unpressable
from .writing import Attached

__all__ = ["Attached", "Placeholders", "Plate", "Unpressable", "drawn", "laid_out", "plate_of", "without_room"]
