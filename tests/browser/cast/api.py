"""Tokens in every state."""

from datetime import timedelta

from jopoi_workbench.shell.models import ApiToken, Scope
from jopoi_workbench.shell.services.tokens import create_token, revoke_token


def fill(known):
    def token(name, days=90, at=known.now):
        return create_token(actor=known.ana, name=name, scopes=Scope.values, days=days, at=at)[0]

    token("Cuaderno")
    token("Tablero ministerial", days=30, at=known.now - timedelta(days=45))
    lost = token("Computadora vieja")
    revoke_token(actor=known.ana, token=lost, at=known.now)
    ApiToken.objects.filter(name="Cuaderno").update(last_used_at=known.now)
    return {}
