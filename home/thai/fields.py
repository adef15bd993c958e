"""A model field that keeps the Thai dictionary order of other fields, in letters every database sorts alike."""

from django.db import models

from .sorting import sort_key

_DIGITS, _THAI, _OTHER = 0x10, 0x20, 0x80


def collation_key(text):
    """Lower-case hexadecimal that sorts, byte by byte and in any locale, as a Thai dictionary would.

    Two characters for each letter; marks, compared only when all letters are equal, follow after "00".
    """
    letters, marks = sort_key(text)[:2]
    shown = [_code(char) for char in letters[1::2]]
    return "".join(f"{code:02x}" for code in shown) + "00" + "".join(_mark(mark) for mark in marks)


def _code(char):
    if char.isdigit() and char.isascii():
        return _DIGITS + int(char)
    if "\u0e00" <= char <= "\u0e5b":
        return _THAI + ord(char) - 0xE00
    return _OTHER + (ord(char) & 0x7F)


def _mark(mark):
    return f"{sum(ord(char) & 0x1F for char in mark) & 0xFF:02x}"


class ThaiSortField(models.CharField):
    """Filled on every save from `source` fields; never edited by hand."""

    def __init__(self, *args, source=(), **kwargs):
        self.source = tuple(source)
        kwargs.setdefault("max_length", 400)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("editable", False)
        kwargs.setdefault("db_index", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"source": list(self.source)}

    def pre_save(self, model_instance, add):
        text = " ".join(getattr(model_instance, name) or "" for name in self.source)
        value = collation_key(text)[: self.max_length]
        setattr(model_instance, self.attname, value)
        return value
