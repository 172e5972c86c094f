"""Runs in every state, a table nobody described, a lab with nothing in it, people between labs."""

import os
import socket
import tempfile
from datetime import timedelta
from pathlib import Path

from jopoi_workbench.shell import running, services
from jopoi_workbench.shell.models import Challenge, Evidence, Lab, Member, Person, Role
from jopoi_workbench.shell.reading import facts_of

LATIN = "escuela;año;aprobados;ñandutí\n" + "".join(
    f"E-{school:03d};{year};{40 + school / 7:.1f};sí\n".replace(".", ",")
    for school in range(60)
    for year in (2023, 2024)
)
LONG = (
    "Puestos de salud que atienden a más embarazadas antes de la duodécima semana de lo que sus "
    "circunstancias harían esperar"
)


def fill(known):
    ana, done, described, now = known.ana, known.done, known.described, known.now

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "escuelas.csv"
        path.write_bytes(LATIN.encode("latin-1"))
        undescribed = services.store_dataset(
            actor=ana, path=path, file_name=path.name, facts=facts_of(path, path.name),
            name="Escuelas de Itapúa", at=now,
        )  # fmt: skip
    lonely = services.create_challenge(
        actor=ana, title=LONG, statement=f"{LONG}, y nadie les preguntó cómo lo hacen.",
        kind=Challenge.Kind.BIG_BET, place="Itapúa", place_precision=Challenge.Precision.REGION, at=now,
    )  # fmt: skip

    def run():
        titles = {"en": "Which schools stand out?", "es": "¿Qué escuelas sobresalen?"}
        return services.file_run(
            actor=ana, method=done.method, titles=titles, spec=done.spec, dataset=described, at=now
        )

    waiting, in_hand, stopped, cancelled = (run() for _ in range(4))
    services.cancel_run(actor=ana, evidence=cancelled, at=now)
    for evidence in (in_hand, stopped):
        # Held by whoever started us and in touch for a day to come: no sweep takes it away.
        Evidence.objects.filter(pk=evidence.pk).update(
            state=Evidence.State.RUNNING, claimed_by=f"{socket.gethostname()}:{os.getppid()}", progress=0.4,
            progress_words=done.progress_words, heartbeat_at=now + timedelta(days=1),
        )  # fmt: skip
    Evidence.objects.filter(pk=stopped.pk).update(heartbeat_at=now - timedelta(days=1))
    running.recover(at=now)

    def person(name):
        return Person.objects.create_user(
            f"{name}@demo.example", "dos manos abiertas", name=name.capitalize()
        )

    empty = Lab.objects.create(slug="vacio", name="Laboratorio Nuevo", country="PY", languages=["es", "en"])
    Member.objects.create(lab=empty, person=person("nina"), roles=[Role.ANALYST])
    dora = person("dora")
    for lab in (empty, ana.lab):
        Member.objects.create(lab=lab, person=dora, roles=[Role.FACILITATOR])
    person("sola")
    return {
        "dataset": described.pk,
        "undescribed": undescribed.pk,
        "challenge": described.challenge_id,
        "lonely": lonely.pk,
        "done": done.pk,
        "waiting": waiting.pk,
        "running": in_hand.pk,
        "failed": stopped.pk,
        "cancelled": cancelled.pk,
    }
