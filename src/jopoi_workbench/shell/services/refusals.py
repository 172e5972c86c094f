"""What is refused although whoever asked may do such things: the sentence says why and what to do."""


class RefusedError(Exception):
    """Refused for a reason that the page shows, in the reader's language."""
