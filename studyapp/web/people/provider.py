"""The identity provider's client: its keys, the way there and back, and what its tokens prove.

Importing this costs 17 MB and 0.3 s, which only installations with a provider pay.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import FlaskOAuth2App, OAuth
from flask import current_app
from flask.typing import ResponseReturnValue
from joserfc.errors import JoseError

from studyapp.errors import BusyError, ForbiddenError

SECONDS = 10  # a provider that does not answer within them is said to be unreachable
LEEWAY_SECONDS = 60  # by how much its clock may differ
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")


def lead_there(back: str) -> ResponseReturnValue:
    """Lead to the provider, with a state, a nonce and a code verifier that only this browser's cookie knows.

    Raises `BusyError` oidc-unreachable.
    """
    try:
        answer: ResponseReturnValue = _provider().authorize_redirect(back)
    except (requests.RequestException, ValueError, RuntimeError) as error:
        raise BusyError("oidc-unreachable") from error
    return answer


def verified_claims() -> Mapping[str, Any]:
    """Return the claims of a token that is signed by this provider, for this client, in this sign-in, and in time.

    Raises `ForbiddenError` oidc-refused or `BusyError` oidc-unreachable.
    """
    provider = _provider()
    issuer = current_app.config["OIDC_ISSUER"]
    options = {
        "iss": {"essential": True, "value": issuer},
        "aud": {"essential": True, "value": current_app.config["OIDC_CLIENT_ID"]},
    }
    try:
        metadata = provider.load_server_metadata()
        metadata["id_token_signing_alg_values_supported"] = _algorithms(metadata)
        token = provider.authorize_access_token(claims_options=options, leeway=LEEWAY_SECONDS)
        claims: Mapping[str, Any] = token["userinfo"]
    except requests.RequestException as error:
        raise BusyError("oidc-unreachable") from error
    except (AuthlibBaseError, JoseError, KeyError, ValueError, TypeError, RuntimeError) as error:
        current_app.logger.warning("a sign-in through the identity provider was refused: %s", type(error).__name__)
        raise ForbiddenError("oidc-refused") from error
    return claims


def _provider() -> FlaskOAuth2App:
    """Return the provider's client, made at first use, so that its keys are fetched once."""
    config, known = current_app.config, current_app.extensions
    if "studyapp.oidc" not in known:
        known["studyapp.oidc"] = OAuth(current_app).register(
            "oidc",
            client_id=config["OIDC_CLIENT_ID"],
            client_secret=config["OIDC_CLIENT_SECRET"],
            server_metadata_url=f"{config['OIDC_ISSUER'].rstrip('/')}/.well-known/openid-configuration",
            client_kwargs={
                "scope": "openid profile email",
                "code_challenge_method": "S256",
                "default_timeout": SECONDS,
            },
        )
    found: FlaskOAuth2App = known["studyapp.oidc"]
    return found


def _algorithms(metadata: Mapping[str, Any]) -> list[str]:
    """Return what tokens may be signed with: keys that only the provider has; never `none`, never a shared secret."""
    offered = metadata.get("id_token_signing_alg_values_supported") or ["RS256"]
    return [one for one in offered if one in ALGORITHMS] or ["RS256"]
