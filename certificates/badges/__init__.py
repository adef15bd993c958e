"""The badge: an Open Badges 3.0 credential beside each certificate, signed for machines.

No module here reads the database. `credentials` says what a certificate says, `proofs` signs and checks signatures,
`keys` holds the keys, `status` the lists of what was revoked, and `verification` judges a credential that came back.
"""
