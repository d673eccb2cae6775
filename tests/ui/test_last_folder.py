"""Where the choosing of files begins."""

from pathlib import Path

from PySide6.QtCore import QStandardPaths

from ui.desk import Forgetful
from ui.widgets.last_folder import keep_folder, last_folder


def test_files_are_chosen_where_the_last_were(tmp_path: Path) -> None:
    """The first time it is the person's documents, never where the program was started."""
    memory = Forgetful()
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    own = Path(place) if Path(place).is_dir() else Path.home()
    assert last_folder(memory) == own
    stick = tmp_path / "stick"
    stick.mkdir()
    keep_folder(memory, stick / "журнал.pdf")
    assert last_folder(memory) == stick
    stick.rmdir()
    assert last_folder(memory) == own, "the stick was taken out"
