"""What a harvester asks: the arguments of each verb, judged as the protocol says, and the token for the next part."""

import re
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from django.core import signing

PREFIX = "oai_dc"
SALT = "oai"
LIST = {"required": {"metadataPrefix"}, "optional": {"from", "until", "set"}, "exclusive": "resumptionToken"}
# verb → what it takes
VERBS = {
    "Identify": {},
    "ListMetadataFormats": {"optional": {"identifier"}},
    "ListSets": {"exclusive": "resumptionToken"},
    "GetRecord": {"required": {"identifier", "metadataPrefix"}},
    "ListIdentifiers": LIST,
    "ListRecords": LIST,
}
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
SECOND = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", re.ASCII)


class Refusal(Exception):
    """One of the protocol's error codes, with a sentence for the person who reads the log."""

    def __init__(self, code, text):
        super().__init__(text)
        self.code = code


@dataclass
class Selection:
    """Which records a list asks for, and after which one it goes on."""

    verb: str
    since: datetime | None = None
    until: datetime | None = None
    set: str = ""
    after: tuple = ()
    cursor: int = 0

    def token(self, last, shown):
        """The token for what comes after the record `last`, `shown` records into the list."""
        place = {"after": (last.changed_at.isoformat(), last.pk), "cursor": shown}
        limits = {"verb": self.verb, "since": _text(self.since), "until": _text(self.until), "set": self.set}
        return signing.dumps(limits | place, salt=SALT, compress=True)


@dataclass(frozen=True)
class Question:
    verb: str
    arguments: dict = field(default_factory=dict)


def read(params):
    """The Question in the parameters (a QueryDict), or a Refusal."""
    verbs = params.getlist("verb")
    if len(verbs) != 1 or verbs[0] not in VERBS:
        raise Refusal("badVerb", f"The verb must be one of {', '.join(VERBS)}, said once.")
    (verb,) = verbs
    given = {name: values for name, values in params.lists() if name != "verb"}
    allowed = VERBS[verb]
    required, exclusive = allowed.get("required", set()), allowed.get("exclusive", "")
    known = required | allowed.get("optional", set()) | ({exclusive} - {""})
    for name, values in given.items():
        if name not in known:
            raise Refusal("badArgument", f"{verb} takes no argument {_shown(name)}.")
        if len(values) != 1 or not _writable(values[0]):
            raise Refusal("badArgument", f"{name} must be said once, in letters that XML can hold.")
    if exclusive in given and len(given) > 1:
        raise Refusal("badArgument", f"{exclusive} must be the only argument.")
    missing = set() if exclusive in given else required - set(given)
    if missing:
        raise Refusal("badArgument", f"{verb} needs {' and '.join(sorted(missing))}.")
    return Question(verb, {name: values[0] for name, values in given.items()})


def _writable(text):
    return all(char >= " " and not "\ud800" <= char <= "\udfff" and char not in "\ufffe\uffff" for char in text)


def _shown(name):
    return re.sub(r"\W", "?", name)[:40]


def selection(question):
    """The Selection that a list asks for, by its arguments or by the token of an earlier answer."""
    arguments = question.arguments
    if "resumptionToken" in arguments:
        return _resumed(question.verb, arguments["resumptionToken"])
    check_prefix(arguments["metadataPrefix"])
    since, until = (_moment(arguments, name) for name in ("from", "until"))
    if since and until and len(arguments["from"]) != len(arguments["until"]):
        raise Refusal("badArgument", "from and until must have the same granularity.")
    if since and until and since > until:
        raise Refusal("badArgument", "from must not be later than until.")
    return Selection(question.verb, since, until, arguments.get("set", ""))


def check_prefix(prefix):
    if prefix != PREFIX:
        raise Refusal("cannotDisseminateFormat", f"The one format is {PREFIX}.")


def _moment(arguments, name):
    """The first second of `from`, the last one of `until`."""
    text = arguments.get(name)
    if text is None:
        return None
    try:
        if DAY.fullmatch(text):
            whole = datetime.combine(date.fromisoformat(text), time(), UTC)
            return whole + timedelta(days=1, seconds=-1) if name == "until" else whole
        if SECOND.fullmatch(text):
            return datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        pass
    raise Refusal("badArgument", f"{name} must be a day as 2026-11-22 or a second as 2026-11-22T07:30:00Z.")


def _resumed(verb, token):
    try:
        told = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        told = {}
    if told.get("verb") != verb:
        raise Refusal("badResumptionToken", "This token was not given for this list. Begin again without it.")
    moment, pk = told["after"]
    since, until, last = (_from_text(text) for text in (told["since"], told["until"], moment))
    return Selection(verb, since, until, told["set"], (last, pk), told["cursor"])


def _text(moment):
    return moment.isoformat() if moment else ""


def _from_text(text):
    return datetime.fromisoformat(text) if text else None
