"""How a run of the command line ends: one clear sentence for each kind of end, and its exit code."""

import os
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from typing import Any, ClassVar, NoReturn

import typer
from typer.core import TyperCommand, TyperGroup

from jopoi.cli._commands import brought
from jopoi.errors import JopoiError

MISTAKE, DEFECT = 2, 1
STOPPED, PIPE_CLOSED = 128 + signal.SIGINT, 128 + 13


class Plain:
    """Help that does not say of a switch that it is one."""

    def get_help_option(self, ctx: Any) -> Any:  # noqa: ANN401 - typer's own types are private
        """The option that shows the help."""
        option = super().get_help_option(ctx)  # type: ignore[misc]
        if option is not None:
            option.metavar, option.help = "", "Show this page and stop."
        return option


class Command(Plain, TyperCommand):
    """The command of a method."""


class Room(Plain, TyperGroup):
    """The commands of a room, each made when it is asked for, so that `jopoi --help` loads no method."""

    makers: ClassVar[dict[str, Callable[[], TyperCommand]]] = {}

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]  # noqa: ARG002 - typer's shape
        """The names of the commands."""
        return list(self.makers)

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]  # noqa: ANN401, ARG002 - typer's shape
        """The command of a name; None if there is none."""
        if cmd_name in self.makers and cmd_name not in self.commands:
            self.commands[cmd_name] = self.makers[cmd_name]()
        return self.commands.get(cmd_name)


class Jopoi(Plain, TyperGroup):
    """The whole program, with its ends, and the commands that other packages bring."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        """The rooms, then what was brought."""
        return [*super().list_commands(ctx), *brought()]

    def get_command(self, ctx: typer.Context, cmd_name: str) -> Any:  # type: ignore[override]  # noqa: ANN401 - typer's own types are private
        """A room, or a command that was brought; nothing is loaded for a room."""
        return super().get_command(ctx, cmd_name) or brought().get(cmd_name)

    def main(self, args: Sequence[str] | None = None, **how: Any) -> NoReturn:  # type: ignore[override]
        """Run, and leave by `SystemExit` with 0, 1 for a defect, or 2 for a user's mistake."""
        given = list(sys.argv[1:] if args is None else args)
        how["standalone_mode"] = False
        sys.exit(_ended(lambda: super(Jopoi, self).main(given, **how), debug=_debugging(given)))


def _debugging(given: Sequence[str]) -> bool:
    return "--debug" in given or os.environ.get("JOPOI_DEBUG", "") not in ("", "0")


def _ended(run: Callable[[], Any], *, debug: bool) -> int:
    try:
        code = run()
        sys.stdout.flush()
    except JopoiError as error:
        return _say(str(error), MISTAKE)
    except typer.TyperException as error:
        return _say(_usage(error), error.exit_code)
    except (KeyboardInterrupt, typer.Abort):
        return _say("Stopped.", STOPPED)
    except BrokenPipeError:
        return _close_pipe()
    except MemoryError:
        return _say(
            "There is not enough memory for this table. Save it as Parquet, or keep fewer columns.", DEFECT
        )
    except Exception as error:  # noqa: BLE001 - the last line of defence: a traceback is a defect
        return _defect(error, debug=debug)
    # Typer turns a stop from the keyboard into this code, without a word.
    return _say("Stopped.", STOPPED) if code == STOPPED else int(code or 0)


def _say(text: str, code: int) -> int:
    sys.stderr.write(text.rstrip() + "\n")
    return code


def _usage(error: typer.TyperException) -> str:
    message = error.format_message().rstrip()
    context = getattr(error, "ctx", None)
    if context is None:
        return message
    ended = message if message.endswith((".", "?", ")")) else f"{message}."
    return f"{ended} All options: {context.command_path} --help"


def _defect(error: Exception, *, debug: bool) -> int:
    if debug:
        traceback.print_exception(error)
    what = " ".join(f"{type(error).__name__}: {error}".split())
    again = "" if debug else " Run it again as “jopoi --debug …” and report what it prints."
    return _say(f"Jopói met a defect of its own ({what}). Nothing was changed.{again}", DEFECT)


def _close_pipe() -> int:
    """Whoever read our output has gone, as `head` does; keep Python from complaining at its exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return PIPE_CLOSED
