"""Base 58 as Bitcoin spells it, with the letter z before it: how Multibase writes keys and signatures. Pure."""

ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
_VALUE = {letter: value for value, letter in enumerate(ALPHABET)}
_LONGEST = 200


def encode(data):
    """b"" is "z"; leading zero bytes are written as 1."""
    number, letters = int.from_bytes(data, "big"), []
    while number:
        number, rest = divmod(number, 58)
        letters.append(ALPHABET[rest])
    zeros = len(data) - len(data.lstrip(b"\0"))
    return "z" + ALPHABET[0] * zeros + "".join(reversed(letters))


def decode(text):
    """The bytes; ValueError for what is not written in base 58."""
    if not isinstance(text, str) or not text.startswith("z") or len(text) > _LONGEST:
        raise ValueError("This is not base 58 as Multibase writes it.")
    letters, number = text[1:], 0
    for letter in letters:
        if letter not in _VALUE:
            raise ValueError("This is not base 58 as Multibase writes it.")
        number = number * 58 + _VALUE[letter]
    zeros = len(letters) - len(letters.lstrip(ALPHABET[0]))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")
