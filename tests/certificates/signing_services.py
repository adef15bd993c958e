"""Services that signatures need, small and real: a signing service and a time stamp authority, over HTTP."""

import base64
import json
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

from asn1crypto import keys, tsp
from asn1crypto import x509 as asn1_x509
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa, utils
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID
from pyhanko.sign.timestamps import DummyTimeStamper

DER = serialization.Encoding.DER


@contextmanager
def served(answer):
    """The address of a server that answers POST by `answer(path, body, headers)` → (status, kind, content)."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            status, kind, content = answer(self.path, body, self.headers)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class SigningService:
    """Keeps a key, and signs digests for whoever brings token and PIN. Notes what it was sent."""

    token, pin, credential = "a-token", "1234", "academy"

    def __init__(self, folder, passphrase):
        found = pkcs12.load_pkcs12((folder / "signer.p12").read_bytes(), passphrase.encode())
        self.key, self.chain = found.key, [found.cert.certificate, *(one.certificate for one in found.additional_certs)]
        self.down, self.sent = False, []

    def __call__(self, path, body, headers):
        self.sent.append(body)
        if self.down:
            return 503, "text/plain", b"down"
        if headers["Authorization"] != f"Bearer {self.token}":
            return 401, "text/plain", b"who are you?"
        asked, name = json.loads(body), path.rsplit("/")[-1]
        said = {"info": self.info, "authorize": self.authorize, "signHash": self.sign}
        answer = said[name](asked)
        return (200, "application/json", json.dumps(answer).encode()) if answer else (400, "text/plain", b"no")

    def info(self, asked):
        chain = [base64.b64encode(one.public_bytes(DER)).decode() for one in self.chain]
        ecdsa = "1.2.840.10045.4.3.2"
        return {
            "key": {"status": "enabled", "algo": [ecdsa], "len": 256},
            "cert": {"status": "valid", "certificates": chain},
            "authMode": "explicit",
            "SCAL": "2",
            "multisign": 1,
        }

    def authorize(self, asked):
        return {"SAD": "leave", "expiresIn": 60} if asked.get("PIN") == self.pin else None

    def sign(self, asked):
        digests = [base64.b64decode(one) for one in asked["hash"]]
        how = ec.ECDSA(utils.Prehashed(hashes.SHA256()))
        return {"signatures": [base64.b64encode(self.key.sign(one, how)).decode() for one in digests]}


class TimestampService:
    """A time stamp authority with a certificate of its own making; `root` is what to trust."""

    def __init__(self):
        key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Test time stamps")])
        now = datetime.now(UTC)
        usage = dict.fromkeys(
            ("key_encipherment", "data_encipherment", "key_agreement", "key_cert_sign", "crl_sign")
            + ("encipher_only", "decipher_only", "content_commitment"),
            False,
        )
        certificate = (
            x509.CertificateBuilder()
            .subject_name(name)
            .issuer_name(name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=30))
            .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
            .add_extension(x509.KeyUsage(digital_signature=True, **usage), critical=True)
            .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.TIME_STAMPING]), critical=True)
            .sign(key, hashes.SHA256())
        )
        self.root = certificate.public_bytes(serialization.Encoding.PEM)
        private = key.private_bytes(DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        known = asn1_x509.Certificate.load(certificate.public_bytes(DER))
        self.stamper = DummyTimeStamper(known, keys.PrivateKeyInfo.load(private), certs_to_embed=[known])
        self.down = False

    def __call__(self, path, body, headers):
        if self.down:
            return 503, "text/plain", b"down"
        answer = self.stamper.request_tsa_response(tsp.TimeStampReq.load(body))
        return 200, "application/timestamp-reply", answer.dump()
