"""Lets the judge ask with a token that is renewed while it asks: the services take none that is older than five minutes."""

import os
from pathlib import Path

import schemathesis

TOKEN = Path(os.environ["PCRM_TOKEN_FILE"])


@schemathesis.auth(refresh_interval=None)  # read for every request
class RenewedToken:
    def get(self, case, context):
        return TOKEN.read_text()

    def set(self, case, data, context):
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {data}"}
