"""Setting up, signing in and out, activating, one's own account."""

from __future__ import annotations

from flask import Blueprint

from studyapp.web.people import account, activating, display, oidc, setting_up, signing_in

blueprint = Blueprint("people", __name__)

blueprint.add_url_rule("/set-up", "set_up", setting_up.set_up)
blueprint.add_url_rule("/set-up", "take_set_up", setting_up.take_set_up, methods=["POST"])
blueprint.add_url_rule("/sign-in", "sign_in", signing_in.sign_in)
blueprint.add_url_rule("/sign-in", "take_sign_in", signing_in.take_sign_in, methods=["POST"])
blueprint.add_url_rule("/sign-in/provider", "start_oidc", oidc.start_oidc)
blueprint.add_url_rule("/sign-in/provider/back", "finish_oidc", oidc.finish_oidc)
blueprint.add_url_rule("/sign-out", "sign_out", signing_in.sign_out, methods=["POST"])
blueprint.add_url_rule("/activate/<token>", "activate", activating.activate)
blueprint.add_url_rule("/activate/<token>", "take_activation", activating.take_activation, methods=["POST"])
blueprint.add_url_rule("/account", "account", account.account)
blueprint.add_url_rule("/account/password", "take_password", account.take_password, methods=["POST"])
blueprint.add_url_rule("/account/language", "take_language", account.take_language, methods=["POST"])
blueprint.add_url_rule("/account/devices/<int:sign_in_id>/sign-out", "end_device", account.end_device, methods=["POST"])
blueprint.add_url_rule(
    "/account/devices/sign-out-others", "end_other_devices", account.end_other_devices, methods=["POST"]
)
blueprint.add_url_rule("/account/display", "take_display", display.take_display, methods=["POST"])
blueprint.add_url_rule("/account/organization", "take_organization", account.take_organization, methods=["POST"])
