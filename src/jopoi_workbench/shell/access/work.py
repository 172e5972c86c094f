"""What a lab works on, as its members may read it."""

from django.db.models import QuerySet

from jopoi_workbench.shell.access.found import found_for
from jopoi_workbench.shell.access.tasks import with_reviews
from jopoi_workbench.shell.models import Dataset, Evidence, Member, Record


def datasets_for(member: Member) -> QuerySet[Dataset]:
    """The datasets of the member's lab, newest first."""
    datasets = Dataset.objects.filter(lab=member.lab_id)
    return datasets.select_related("challenge", "uploaded_by__person")


def dataset_for(member: Member, pk: int) -> Dataset:
    """One dataset of the member's lab, or 404."""
    return found_for(member, datasets_for(member), pk=pk)


def evidence_list_for(member: Member) -> QuerySet[Evidence]:
    """The evidence of the member's lab, newest first, without the results themselves."""
    evidence = Evidence.objects.filter(lab=member.lab_id)
    return with_reviews(evidence.select_related("challenge", "dataset", "created_by__person", "loop"))


def evidence_for(member: Member, pk: int) -> Evidence:
    """One piece of evidence of the member's lab, or 404."""
    return found_for(member, evidence_list_for(member), pk=pk)


def record_for(member: Member, pk: int) -> Evidence:
    """One piece of evidence of the member's lab that was filed by hand, or 404."""
    records = evidence_list_for(member).filter(method=Record.METHOD)
    return found_for(member, records.select_related("record", "superseded_by"), pk=pk)
