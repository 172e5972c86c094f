"""Write a result into a folder: spec, tables, figures and a report, all or nothing."""

import json
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import polars as pl
import xlsxwriter

from jopoi._core.figures import spec_of
from jopoi._core.report import report
from jopoi._core.stored import as_json
from jopoi._core.svg import to_svg
from jopoi.errors import FileError
from jopoi.progress import step
from jopoi.words import N_

if TYPE_CHECKING:
    from jopoi._core.results import Result

EXCEL_ROWS, AUTOFIT_ROWS = 1_048_575, 2_000
_RISKY = r"^[=+\-@\t\r]"
_NUMBER = r"^[+-]?\d+([.,]\d+)?$"


def save_result(result: "Result", folder: Path, language: str = "en") -> Path:
    """Write a result into ``folder``, which is made if it is not there.

    Everything is written beside and then moved into place file by file, so that a full disk or a
    stopped program leaves no half file under its own name.

    Parameters
    ----------
    result : Result
    folder : Path
    language : str
        Of the figures and the report.

    Returns
    -------
    Path
        The folder.

    Raises
    ------
    FileError
        If ``folder`` is a file, or cannot be written to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(prefix=".writing-", dir=folder))
    except (FileExistsError, NotADirectoryError) as error:
        raise FileError(
            N_("“{path}” is a file, or lies in one: a folder is needed."),
            N_("Choose another name for the folder."),
            path=str(folder),
        ) from error
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        _write(result, draft, language)
        _move(draft, folder)
    except OSError as error:
        raise _unwritable(folder, error) from error
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return folder


def _unwritable(folder: Path, error: OSError) -> FileError:
    return FileError(
        N_("The folder “{path}” cannot be written to: {reason}."),
        N_("Choose a folder of your own, on a disk with room."),
        path=str(folder),
        reason=error.strerror or type(error).__name__,
    )


def _write(result: "Result", draft: Path, language: str) -> None:
    step(N_("writing the spec and the result"), 0.0)
    (draft / "spec.json").write_text(_spec(result), encoding="utf-8")
    specs = {name: spec_of(chart) for name, chart in result.figures(language).items()}
    told = result.to_dict(figures=False) | {"figures": specs}
    (draft / "result.json").write_text(as_json(told), encoding="utf-8")
    step(N_("writing the tables"), 0.2)
    _tables(result, draft / "tables")
    step(N_("drawing the figures"), 0.6)
    _figures(specs, draft / "figures")
    step(N_("writing the report"), 0.8)
    (draft / "report.html").write_text(report(result, language, specs), encoding="utf-8")
    step(N_("done"), 1.0)


def _spec(result: "Result") -> str:
    told = {
        "method": result.spec.method,
        "version": result.version,
        "spec": result.spec.model_dump(mode="json"),
        "input_digest": result.input_digest,
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _tables(result: "Result", folder: Path) -> None:
    folder.mkdir()
    for name, sheet in result.sheets.items():
        sheet.write_parquet(folder / f"{name}.parquet")
        as_csv(sheet, folder / f"{name}.csv")
    as_xlsx(dict(result.sheets), folder / "tables.xlsx")


def as_csv(sheet: pl.DataFrame, path: Path) -> None:
    """Write a table as CSV in which no text can start a formula when a spreadsheet opens it.

    A text that begins as a formula does gets an apostrophe in front; Parquet keeps it as it is.
    """
    texts = [name for name, kind in sheet.schema.items() if kind == pl.String]
    sheet.with_columns(_harmless(pl.col(name)).alias(name) for name in texts).write_csv(path)


def _harmless(text: pl.Expr) -> pl.Expr:
    risky = text.str.contains(_RISKY) & ~text.str.contains(_NUMBER)
    return pl.when(risky).then(pl.concat_str(pl.lit("'"), text)).otherwise(text)


def as_xlsx(sheets: dict[str, pl.DataFrame], path: Path) -> None:
    """Write tables as the sheets of one workbook; texts stay texts, whatever they begin with."""
    options = {"strings_to_formulas": False, "strings_to_urls": False, "nan_inf_to_errors": True}
    with xlsxwriter.Workbook(path, options) as book:
        for name, sheet in sheets.items():
            sheet.head(EXCEL_ROWS).write_excel(
                book,
                name[:31],
                autofit=len(sheet) <= AUTOFIT_ROWS,
                header_format={"bold": True},
                freeze_panes=(1, 1),
                float_precision=4,
                dtype_formats={pl.Int64: "0"},
                autofilter=len(sheet) > 0,
            )


def _figures(specs: dict[str, dict[str, Any]], folder: Path) -> None:
    folder.mkdir()
    for name, spec in specs.items():
        (folder / f"{name}.svg").write_text(to_svg(spec, name=name), encoding="utf-8")
        (folder / f"{name}.vl.json").write_text(as_json(spec), encoding="utf-8")


def _move(draft: Path, folder: Path) -> None:
    for path in sorted(draft.rglob("*")):
        if path.is_file():
            target = folder / path.relative_to(draft)
            target.parent.mkdir(parents=True, exist_ok=True)
            path.replace(target)
