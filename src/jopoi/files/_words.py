"""What the reader of files has to say about how it read one."""

from jopoi.errors import JopoiWarning
from jopoi.words import N_


class FileNote(JopoiWarning):
    """A decision of the reader that the file's owner should see."""

    importance = 7


class EncodingGuessed(FileNote):
    """The bytes are not UTF-8."""

    template = N_(
        "The file is not in UTF-8; it was read as {encoding}. Check that accents look right: “{example}”."
    )


class DecimalComma(FileNote):
    """Numbers are written with a decimal comma."""

    template = N_("Numbers with a decimal comma in {columns}: “{example}” was read as {value}.")


class GroupedDigits(FileNote):
    """Numbers are written with groups of three digits."""

    template = N_("Digits in groups of three in {columns}: “{example}” was read as {value}.")


class AmbiguousNumbers(FileNote):
    """A mark that may group digits or begin decimals."""

    template = N_(
        "In {columns}, “{example}” was read as {value}; the file does not say whether the mark groups "
        "digits or begins the decimals."
    )


class PerCent(FileNote):
    """Numbers are written with a per-cent sign."""

    template = N_("Per-cent signs in {columns}: “{example}” was read as {value}.")


class MissingMarks(FileNote):
    """Words that stand for a missing value."""

    template = N_("Read as missing, besides empty cells: {marks}.")


class CodesKept(FileNote):
    """Digits that are codes and not numbers."""

    template = N_("Kept as text, so that codes lose no digit: {columns}, for example “{example}”.")


class TextAmongNumbers(FileNote):
    """A column of numbers in which some cells are text."""

    importance = 5
    template = N_(
        "Column “{column}” looks like numbers but has text in some rows: {n}, first in row {row} (“{text}”). "
        "It was kept as text."
    )


class EmptyRows(FileNote):
    """Rows without any value."""

    template = N_("Rows without any value were left out: {n}.")


class EmptyColumns(FileNote):
    """Columns without a name and without any value."""

    template = N_("Columns without a name or any value were left out: {n}.")


class NamelessColumns(FileNote):
    """Columns that have values and no name."""

    template = N_("Columns without a name were called {columns}.")


class SheetChosen(FileNote):
    """The workbook has more than one sheet."""

    template = N_("The workbook has several sheets; “{sheet}” was read. The others: {others}.")


class FormulasRead(FileNote):
    """Cells hold formulas."""

    template = N_(
        "Cells with a formula: {n}, first {cell}. Their last saved value was read; nothing was computed."
    )


class FormulasWithoutValue(FileNote):
    """Formulas that were never computed."""

    importance = 4
    template = N_(
        "Formulas saved without a value: {n}, first {cell}. They were read as missing. "
        "Open the file in a spreadsheet and save it again."
    )


class ErrorCells(FileNote):
    """Cells that show an error such as #DIV/0!."""

    importance = 5
    template = N_("Cells that show an error: {n}, first {cell} ({error}). They were read as missing.")
