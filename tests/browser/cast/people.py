"""An invitation whose link is known, someone who has gone, and someone who administers an empty lab."""

from datetime import timedelta

from jopoi_workbench.shell.models import Lab, Member, Person, Role
from jopoi_workbench.shell.services import close_membership, invite, revoke_invitation

TOKEN = "a-link-for-whoever-comes-first"


def fill(known):
    adela = Member.objects.get(lab=known.lab, person__email="adela@demo.example")
    about = {"actor": adela, "roles": [Role.FACILITATOR, Role.FRONTLINE]}
    invite(token=TOKEN, note="¡Le esperamos!", at=known.now, **about)
    invite(token="long ago", at=known.now - timedelta(days=90), **about)
    revoke_invitation(actor=adela, invitation=invite(token="back", at=known.now, **about), at=known.now)

    def member(name, lab, roles):
        person = Person.objects.create_user(f"{name.lower()}@demo.example", "dos manos abiertas", name=name)
        return Member.objects.create(lab=lab, person=person, roles=roles)

    gone = member("Gilda", known.lab, [Role.LEARNER])
    close_membership(actor=adela, member=gone, at=known.now)
    lonely = Lab.objects.create(slug="solo", name="Concejo Nuevo", languages=["es"])
    member("Berta", lonely, [Role.ADMINISTRATOR])
    return {"invitation": TOKEN, "member": adela.pk, "gone": gone.pk}
