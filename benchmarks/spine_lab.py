"""Fills a workbench with a large lab, and says which pages it has: run as ``python -m benchmarks.spine_lab``.

1,000 challenges, 10,000 pieces of evidence, 100,000 audit entries and 200 members, or another size given as
``--challenges`` and so on. The pages are those of the access table of the tests that an analyst gets with a
GET, so that a page that is new is measured without being named here. Prints JSON.
"""

import argparse
import json
import os
import pkgutil
import tempfile
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)
AT_ONCE = 2000
CSV = "school,year,score,poverty\n" + "".join(
    f"s{unit},{year},{50 + 5 * unit % 13 + unit * year % 7},{20 + unit * 3}\n"
    for unit in range(12)
    for year in (2021, 2022, 2023)
)


def main() -> None:
    """Fill and print."""
    import django  # noqa: PLC0415 - as a program of its own

    parser = argparse.ArgumentParser()
    for name, size in (("members", 200), ("challenges", 1000), ("evidence", 10_000), ("entries", 100_000)):
        parser.add_argument(f"--{name}", type=int, default=size)
    parser.add_argument("--pages", type=int, default=1, help="0 leaves the pages out")
    sizes = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "jopoi_workbench.project.settings")
    django.setup()
    members = _members(sizes.members)
    challenge, dataset, done = _work(members, sizes)
    _entries(members, sizes.entries)
    cast = SimpleNamespace(
        lab=members[0].lab, analyst=members[0], challenge=challenge, dataset=dataset, done=done
    )
    pages = _pages(cast) if sizes.pages else {}
    told = {"sessions": [_session(member) for member in members[:50]], "challenge": challenge.pk}
    print(json.dumps(told | {"pages": pages, "queries": _queries(members[0], pages)}))


def _members(number: int) -> list[Any]:
    from jopoi_workbench.shell.models import Lab, Member, Person, Role  # noqa: PLC0415 - once Django is set up

    lab = Lab.objects.create(slug="large", name="Laboratorio Grande", country="PY", languages=["es", "en"])
    people = [Person(email=f"p{n}@lab.example", name=f"Persona {n:03}", password="!") for n in range(number)]  # noqa: S106 - nobody signs in by it
    Person.objects.bulk_create(people)
    roles = [Role.ANALYST, Role.ADMINISTRATOR]
    members = [Member(lab=lab, person=person, roles=roles) for person in people]
    Member.objects.bulk_create(members)
    return members


def _work(members: list[Any], sizes: argparse.Namespace) -> tuple[Any, Any, Any]:
    from jopoi.sense import screen  # noqa: PLC0415 - as below
    from jopoi_workbench.shell.models import Challenge, Evidence, EvidenceResult, Loop  # noqa: PLC0415 - once Django is set up
    from jopoi_workbench.shell.reading import facts_of, read_dataset  # noqa: PLC0415 - as above
    from jopoi_workbench.shell.services import describe_dataset, store_dataset  # noqa: PLC0415 - as above

    lab = members[0].lab
    challenges = [
        Challenge(
            lab=lab,
            title=f"Desafío {n:04}",
            statement="Algunas escuelas logran más.",
            place="Itapúa",
            created_by=members[n % len(members)],
            created_at=AT + timedelta(minutes=n),
        )
        for n in range(sizes.challenges)
    ]
    Challenge.objects.bulk_create(challenges, AT_ONCE)
    loops = [Loop(challenge=challenge, turn=1, opened_at=AT) for challenge in challenges]
    Loop.objects.bulk_create(loops, AT_ONCE)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "schools.csv"
        path.write_text(CSV)
        dataset = store_dataset(
            actor=members[0],
            path=path,
            file_name=path.name,
            facts=facts_of(path, path.name),
            at=AT,
            name="Escuelas",
            challenge=challenges[-1],
        )
    roles = {"school": "unit", "year": "period", "score": "outcome", "poverty": "context"}
    columns = {name: {"role": role, "label": ""} for name, role in roles.items()}
    describe_dataset(
        actor=members[0],
        dataset=dataset,
        columns=columns,
        sensitivity="lab",
        consent_basis="agreement",
        at=AT,
    )
    found = screen(
        read_dataset(dataset).frame, unit="school", period="year", outcome="score", context=["poverty"], rng=7
    )
    spec, titles = found.spec.model_dump(mode="json"), {"en": "Twelve do.", "es": "Doce."}
    evidence = [
        Evidence(
            lab=lab,
            challenge=challenges[-1 - n % len(challenges)],
            loop=loops[-1 - n % len(loops)],
            stage="sense",
            method="sense.screen",
            titles=titles,
            spec=spec,
            dataset=dataset,
            state="done",
            progress=1.0,
            created_by=members[n % len(members)],
            created_at=AT + timedelta(minutes=n),
            finished_at=AT + timedelta(minutes=n + 1),
            input_digest=found.input_digest,
            version="0",
        )
        for n in range(sizes.evidence)
    ]
    Evidence.objects.bulk_create(evidence, AT_ONCE)
    told = found.to_json(figures=False)
    results = [EvidenceResult(evidence=one, json=told) for one in evidence[:200]]
    EvidenceResult.objects.bulk_create(results, 100)
    return challenges[-1], dataset, evidence[0]


def _entries(members: list[Any], number: int) -> None:
    from jopoi_workbench.shell.audit import digest_of, record  # noqa: PLC0415 - once Django is set up
    from jopoi_workbench.shell.models import AuditEntry, Lab  # noqa: PLC0415 - as above

    lab = members[0].lab
    last = record(lab=lab, actor=None, action="challenge.opened", about=lab, at=AT, name="x")
    entries, previous = [], last.digest
    for n in range(last.number + 1, number + 1):
        entry = AuditEntry(
            lab=lab,
            number=n,
            actor=members[n % len(members)],
            action="challenge.opened",
            object_kind="challenge",
            object_id=str(n),
            facts={"name": f"Desafío {n}"},
            at=AT + timedelta(seconds=n),
            previous=previous,
        )
        previous = entry.digest = digest_of(entry)
        entries.append(entry)
    AuditEntry.objects.bulk_create(entries, AT_ONCE)
    Lab.objects.filter(pk=lab.pk).update(audit_head=previous)


def _session(member: Any) -> str:  # noqa: ANN401 - a member, once Django is set up
    from django.conf import settings  # noqa: PLC0415 - as below
    from django.contrib.sessions.backends.db import SessionStore  # noqa: PLC0415 - once Django is set up

    session = SessionStore()
    session["_auth_user_id"] = str(member.person_id)
    session["_auth_user_backend"] = settings.AUTHENTICATION_BACKENDS[-1]
    session["_auth_user_hash"] = member.person.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def _pages(cast: SimpleNamespace) -> dict[str, str]:
    """The addresses that the analyst gets, by the name of their route."""
    from django.urls import NoReverseMatch, reverse  # noqa: PLC0415 - once Django is set up

    from tests.workbench import access_tables  # noqa: PLC0415 - as above

    found: dict[str, str] = {}
    for part in pkgutil.iter_modules(access_tables.__path__):
        table = import_module(f"{access_tables.__name__}.{part.name}")
        arguments = table.paths(cast) if hasattr(table, "paths") else {}
        for line in table.TABLE.strip().splitlines():
            name, method, _nobody, _stranger, analyst, *_ = line.split()
            if method == "GET" and analyst == "200":
                try:
                    found[name] = reverse(name, args=arguments.get(name, []))
                except NoReverseMatch:
                    print(f"{name}: no address", file=os.sys.stderr)  # type: ignore[attr-defined]
    return found


def _queries(member: Any, pages: dict[str, str]) -> dict[str, list[int]]:  # noqa: ANN401 - a member, once Django is set up
    """The status and the number of queries of each page, asked in this process."""
    from django.conf import settings  # noqa: PLC0415 - once Django is set up
    from django.db import connection  # noqa: PLC0415 - as above
    from django.test import Client  # noqa: PLC0415 - as above
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415 - as above

    client = Client(
        raise_request_exception=False, headers={"X-Forwarded-Proto": "https", "host": "127.0.0.1"}
    )
    client.force_login(member.person, backend=settings.AUTHENTICATION_BACKENDS[-1])
    counted = {}
    for name, path in pages.items():
        with CaptureQueriesContext(connection) as told:
            answer = client.get(path)
        counted[name] = [answer.status_code, len(told)]
    return counted


if __name__ == "__main__":
    main()
