"""Thai and Arabic digits. We store Arabic digits; Thai ones belong on certificates and in their numbers."""

ARABIC = "0123456789"
THAI = "๐๑๒๓๔๕๖๗๘๙"

_TO_THAI = str.maketrans(ARABIC, THAI)
_TO_ARABIC = str.maketrans(THAI, ARABIC)


def to_thai(value) -> str:
    """'รุ่นที่ 2' becomes 'รุ่นที่ ๒'; a number becomes its Thai digits; None becomes an empty string."""
    return "" if value is None else str(value).translate(_TO_THAI)


def to_arabic(value) -> str:
    """'๑/๒๕๖๙' becomes '1/2569'; what is not a Thai digit stays; None becomes an empty string."""
    return "" if value is None else str(value).translate(_TO_ARABIC)
