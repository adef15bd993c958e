"""How certificates are signed, from the environment (docs/deployment.md)."""

from django.core.exceptions import ImproperlyConfigured

NEEDED = {
    "none": {},
    "pkcs12": {"file": "SIGNING_FILE", "passphrase_file": "SIGNING_PASSPHRASE_FILE"},
    "remote": {"url": "SIGNING_URL", "credential": "SIGNING_CREDENTIAL"},
}
OPTIONAL = {"token": "SIGNING_TOKEN", "pin": "SIGNING_PIN", "timestamp_url": "TIMESTAMP_URL"}


def signing_from(environment) -> dict:
    """The setting SIGNING. Raises ImproperlyConfigured for a back-end that is unknown or lacks something."""
    backend = environment.get("SIGNING", "").strip() or "none"
    if backend not in NEEDED:
        raise ImproperlyConfigured(f"SIGNING must be one of {', '.join(NEEDED)}, not {backend!r}.")
    found = {"backend": backend}
    for option, name in NEEDED[backend].items():
        found[option] = environment.get(name, "").strip()
        if not found[option]:
            raise ImproperlyConfigured(f"Set {name} in the environment: SIGNING={backend} needs it.")
    found |= {option: value for option, name in OPTIONAL.items() if (value := environment.get(name, "").strip())}
    found["trust"] = [path.strip() for path in environment.get("SIGNING_TRUST", "").split(",") if path.strip()]
    if found.get("timestamp_url") and not found["trust"]:
        raise ImproperlyConfigured("Set SIGNING_TRUST in the environment: TIMESTAMP_URL needs the roots to trust.")
    return found
