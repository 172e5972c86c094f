"""Pages for members: the table's fitness, the form, the run and its result, the visits, the files."""
