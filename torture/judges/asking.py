"""How the judge asks: with a token that is renewed meanwhile, for the services take none that is older than five minutes."""

import os
from pathlib import Path

import schemathesis

TOKEN = Path(os.environ["PCRM_TOKEN_FILE"])


@schemathesis.auth(refresh_interval=None)  # read for every request that is made up
class RenewedToken:
    def get(self, case, context):
        return TOKEN.read_text()

    def set(self, case, data, context):
        case.headers = {**(case.headers or {}), "Authorization": f"Bearer {data}"}


@schemathesis.check
def known_to_the_branch(ctx, response, case):
    """401 may come wherever somebody signs in, and nowhere else: every operation documents it, so no other check would tell."""
    assert response.status_code != 401 or case.operation.path.startswith("/api/session"), "the token is not known"
