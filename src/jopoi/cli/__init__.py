"""The command line: one module a room; a user's mistake is one clear line and exit code 2."""

from jopoi.cli.main import app, main

__all__ = ["app", "main"]
