"""Signing by a service that keeps the key: the API of the Cloud Signature Consortium, version 1 (signHash)."""

from functools import lru_cache

import aiohttp
from pyhanko.sign.signers import csc_signer

from . import documents


def sign(pdf, options) -> bytes:
    """Options: "url", "credential", and "token" (OAuth), "pin" and "timeout" (seconds) where the service asks for them.

    Only the digest leaves the house, never the document.
    """
    return documents.run(_signed(pdf, options))


async def _signed(pdf, options):
    session_info = csc_signer.CSCServiceSessionInfo(
        options["url"].rstrip("/"), options["credential"], oauth_token=options.get("token")
    )
    timeout = options.get("timeout", 20)
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=timeout)) as session:
        known = _credentials(session_info)
        if not known:
            known.append(await csc_signer.fetch_certs_in_csc_credential(session, session_info, timeout=timeout))
        documents.check_dates(known[0].signing_cert)
        permission = Permission(session_info, known[0], session, options.get("pin"))
        signer = csc_signer.CSCSigner(session, permission, sign_timeout=timeout)
        return await documents.signed(pdf, signer, options)


@lru_cache(maxsize=4)
def _credentials(_session_info):
    """Where the certificates of a credential are kept once they are known."""
    return []


class Permission(csc_signer.CSCAuthorizationManager):
    """Asks the service for leave to sign one digest."""

    def __init__(self, session_info, credential, session, pin):
        super().__init__(session_info, credential)
        self.session, self.pin = session, pin

    async def authorize_signature(self, hash_b64s):
        asked = self.format_csc_auth_request(pin=self.pin, hash_b64s=hash_b64s)
        url = self.csc_session_info.endpoint_url("credentials/authorize")
        try:
            async with self.session.post(url, headers=self.auth_headers, json=asked, raise_for_status=True) as response:
                return self.parse_csc_auth_response(await response.json())
        except aiohttp.ClientError as error:
            documents.check_refusal(error)
            raise
