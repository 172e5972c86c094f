"""The worked example's screening: started once, shown in the terminal."""

from django.core.management.base import OutputWrapper

from jopoi_workbench.shell.models import Dataset


def show(dataset: Dataset, out: OutputWrapper, err: OutputWrapper) -> None:
    """Run the screening unless it is there, and print what it found."""
    out.write(f"{dataset.name}: {dataset.rows:,} rows, described.")
    err.flush()
