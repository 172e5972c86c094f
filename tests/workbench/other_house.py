"""A small OpenID Connect provider on this machine: discovery, authorise, token, keys, userinfo.

It holds the workbench to the protocol (PKCE with S256, one use of a code, its secret), and can be told to
misbehave: ``forge`` changes what it signs, or with which key.
"""

import base64
import json
import secrets
import threading
import time
from contextlib import contextmanager
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

CLIENT, SECRET = "jopoi", "shared between the two"


class House:
    """What the provider knows and how it behaves."""

    def __init__(self):
        self.key = RSAKey.generate_key(2048, parameters={"kid": "k1", "use": "sig", "alg": "RS256"})
        self.person = {
            "sub": "42",
            "email": "Ana@example.org",
            "email_verified": True,
            "name": "Ana of the House",
        }
        self.asked, self.codes, self.tokens = [], {}, {}
        self.issuer = ""
        self.claims, self.header, self.sign_with, self.no_identity = {}, {}, None, False

    def discovery(self):
        here = self.issuer
        return {
            "issuer": here,
            "authorization_endpoint": f"{here}/authorize",
            "token_endpoint": f"{here}/token",
            "userinfo_endpoint": f"{here}/userinfo",
            "jwks_uri": f"{here}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def authorize(self, asked):
        """Send the reader back with a code, as if they had agreed; gives the address."""
        self.asked.append(asked)
        if asked["client_id"] != CLIENT or asked["response_type"] != "code":
            return None
        code = secrets.token_urlsafe()
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state']})}"

    def token(self, sent):
        asked = self.codes.pop(sent.get("code"), None)
        challenge = base64.urlsafe_b64encode(sha256(sent.get("code_verifier", "").encode()).digest())
        right = (
            asked
            and (sent.get("client_id"), sent.get("client_secret")) == (CLIENT, SECRET)
            and sent["redirect_uri"] == asked["redirect_uri"]
            and asked.get("code_challenge_method") == "S256"
            and asked["code_challenge"] == challenge.decode().rstrip("=")
        )
        if not right:
            return None
        access = secrets.token_urlsafe()
        self.tokens[access] = self.person
        told = {"access_token": access, "token_type": "Bearer", "expires_in": 300}
        return told if self.no_identity else told | {"id_token": self._identity(asked)}

    def _identity(self, asked):
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "sub": self.person["sub"],
            "iat": now,
            "exp": now + 300,
            "nonce": asked.get("nonce"),
        }
        header = {"alg": "RS256", "kid": "k1"} | self.header
        algorithms = [header["alg"]]
        return jwt.encode(header, claims | self.claims, self.sign_with or self.key, algorithms=algorithms)


@contextmanager
def open_house():
    """The provider at work; it stops when the test is over."""
    house = House()

    class Door(BaseHTTPRequestHandler):
        def do_GET(self):
            path, asked = urlsplit(self.path).path, _flat(urlsplit(self.path).query)
            bearer = self.headers.get("Authorization", "").removeprefix("Bearer ")
            answers = {
                "/.well-known/openid-configuration": house.discovery,
                "/keys": lambda: {"keys": [house.key.as_dict(private=False)]},
                "/userinfo": lambda: house.tokens.get(bearer),
                "/authorize": lambda: {"to": house.authorize(asked)},
            }
            self._answer(answers.get(path, lambda: None)())

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._answer(house.token(_flat(body)) if self.path == "/token" else None)

        def _answer(self, told):
            content = json.dumps(told or {"error": "invalid_request"}).encode()
            self.send_response(200 if told else 400)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_):
            """Be quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Door)
    house.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield house
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _flat(query):
    return {name: values[0] for name, values in parse_qs(query).items()}


def another_key():
    return RSAKey.generate_key(2048, parameters={"kid": "k1"})


def shared_secret():
    return OctKey.import_key(SECRET)
