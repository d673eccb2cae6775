"""Where the choosing of files begins."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from ui.desk import Forgetful
from ui.widgets.last_folder import keep_folder, last_folder


def test_files_are_chosen_where_the_last_were(tmp_path: Path) -> None:
    """The first time it is the person's documents, never where the program was started."""
    memory = Forgetful()
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    assert last_folder(memory) == Path(documents)
    assert last_folder(memory).is_absolute()
    keep_folder(memory, tmp_path / "журнал.pdf")
    assert last_folder(memory) == tmp_path
