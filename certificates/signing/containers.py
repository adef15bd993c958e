"""The CMS container of a signature, made once by pyHanko and filled again for each document.

Between two documents signed with one key only the digest and the signature differ: PAdES keeps the time of signing in
the PDF. Building the container anew costs nine milliseconds, filling it a tenth of one.
"""

from dataclasses import dataclass

from asn1crypto import cms, parser

OCTETS = b"\x04"
# What two digests are made of that tell where in the container digests stand.
TRIALS = (b"\x55", b"\xaa")


@dataclass(frozen=True)
class Container:
    """`attributes` is what is signed, cut where the digest stands; `levels` are the wrappings of the signature from
    the outermost inwards, each with its tag and what stands in it before the next."""

    attributes: tuple[bytes, bytes]
    digest_level: int
    levels: tuple[tuple[bytes, bytes], ...]

    @classmethod
    def of(cls, first, second):
        """The container of two that pyHanko made for digests of TRIALS.

        Raises ValueError when more than digest and signature differ between them, or something follows the signature.
        """
        cut = [_cut(made, fill * 32) for made, fill in zip((first, second), TRIALS, strict=True)]
        if cut[0] != cut[1]:
            raise ValueError("the containers of two documents differ in more than digest and signature")
        return cut[0]

    def around(self, digest, sign) -> cms.ContentInfo:
        """The container for a digest, with the signature that `sign` makes of the signed attributes."""
        before, after = self.attributes
        content = _wrapped(OCTETS, sign(before + digest + after))
        for level in range(len(self.levels) - 1, -1, -1):
            tag, prefix = self.levels[level]
            if level == self.digest_level:
                prefix = prefix[0] + digest + prefix[1]
            content = _wrapped(tag, prefix + content)
        return cms.ContentInfo.load(content)


def _cut(made, digest):
    attributes = made["content"]["signer_infos"][0]["signed_attrs"].untag().dump()
    content, levels, digest_level = made.dump(), [], -1
    tag, content = _parts(content)[-1]
    while tag != OCTETS:
        *before, (next_tag, inner) = _parts(content)
        prefix = b"".join(_wrapped(*part) for part in before)
        if digest in prefix:
            digest_level, prefix = len(levels), _halves(prefix, digest)
        levels.append((tag, prefix))
        tag, content = next_tag, inner
    return Container(_halves(attributes, digest), digest_level, tuple(levels))


def _halves(content, digest):
    before, after = content.split(digest)
    return before, after


def _parts(content):
    """(tag, content) of each value in a row of DER values."""
    parts, at = [], 0
    while at < len(content):
        _class, _method, _tag, header, inner, _trailer = parser.parse(content[at:])
        parts.append((header[:1], inner))
        at += len(header) + len(inner)
    return parts


def _wrapped(tag, content):
    length = len(content)
    if length < 128:
        return tag + bytes([length]) + content
    octets = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return tag + bytes([0x80 | len(octets)]) + octets + content
