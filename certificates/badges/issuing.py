"""A badge in one step, with the site's own key and addresses: what actions and views call."""

from . import keys, status
from .addresses import academy, credential_address, status_list_address
from .credentials import credential
from .proofs import sign
from .verification import verify


def signed_credential(facts, *, achievement, list_number, place, issued_at, expires_at=None):
    """The signed credential of frozen facts. Keep what it returns: a later key would sign it anew.

    `list_number` and `place` are where its revocation will be told (StatusList in the register). NoKey in production
    before `manage.py badge_key`.
    """
    issuer = academy()
    private, public = keys.signing_key()
    unsigned = credential(
        facts,
        issuer=issuer,
        achievement=achievement,
        status=status.StatusEntry(status_list_address(list_number), place),
        address=credential_address(facts.code),
        issued_at=issued_at,
        expires_at=expires_at,
    )
    return sign(unsigned, key=private, method=issuer.method(public), created=issued_at)


def signed_status_list(number, *, revoked, now):
    """The status list of this number with these places revoked, signed now."""
    issuer = academy()
    private, public = keys.signing_key()
    return status.status_list(
        issuer, address=status_list_address(number), revoked=revoked, key=private, method=issuer.method(public), now=now
    )


def judge(found, *, lists, now):
    """The verdict on a credential that should be ours. `lists` is {address: signed status list}."""
    return verify(found, issuer=academy(), publics=keys.public_keys(), lists=lists, now=now)
