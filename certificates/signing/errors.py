"""What can go wrong when signing, told apart by who can help: time, or a person."""


class SigningFailed(Exception):
    """A document could not be signed; nothing was made of it."""


class SigningUnavailable(SigningFailed):
    """A service did not answer or not in time: try again later."""


class SigningRefused(SigningFailed):
    """The key, its passphrase, its certificate or the settings will not do: somebody must mend them."""
