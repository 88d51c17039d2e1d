"""Commands that are loaded when they are run: reading a file must not wait for what only a server needs."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

import click
from flask.cli import AppGroup


class LazyGroup(AppGroup):
    """A group whose further commands are named as `module:object` and imported on use (click's own pattern)."""

    def __init__(self, name: str | None = None, *, lazy: Mapping[str, str], help: str | None = None) -> None:  # noqa: A002 - click's word
        super().__init__(name, help=help)
        self._lazy = dict(lazy)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in order."""
        return sorted({*super().list_commands(ctx), *self._lazy})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command, importing it where it is one of the lazy ones."""
        if cmd_name not in self._lazy:
            return super().get_command(ctx, cmd_name)
        module, _, attribute = self._lazy[cmd_name].partition(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command
