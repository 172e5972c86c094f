"""The link in a letter."""

from jopoi_workbench.shell.notices.sending import stop_token


def fill(known):
    return {"stop_token": stop_token(known.ana)}
