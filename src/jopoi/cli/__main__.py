"""``python -m jopoi.cli``, where the command `jopoi` is not on the path."""

from jopoi.cli import main

main()
