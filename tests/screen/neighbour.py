"""A program of somebody else's: files are dragged out of its left half, and into its right half.

Started with a window's title, a file that takes what is dropped, and the files that are dragged.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDrag, QDragEnterEvent, QDropEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QWidget

SIZE = (240, 80)
TITLE = "Neighbour"


class Source(QLabel):
    """Files to drag."""

    def __init__(self, files: list[str]) -> None:
        super().__init__("drag")
        self._files = files

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Wait for the mouse to move."""
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the files."""
        del event
        drag, data = QDrag(self), QMimeData()
        data.setUrls([QUrl.fromLocalFile(file) for file in self._files])
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.CopyAction)


class Target(QLabel):
    """Writes down what is dropped on it."""

    def __init__(self, told: Path) -> None:
        super().__init__("drop")
        self._told = told
        self.setAcceptDrops(True)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Welcome everything."""
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Write the paths down."""
        paths = [url.toLocalFile() for url in event.mimeData().urls()]
        self._told.write_text("\n".join(paths), encoding="utf-8")
        event.acceptProposedAction()


def main() -> int:
    """Show the two halves at the lower right corner until the program is ended."""
    application = QApplication(sys.argv[:1])
    told, *files = sys.argv[1:]
    window = QWidget()
    window.setWindowTitle(TITLE)
    window.setWindowFlags(Qt.WindowType.WindowStaysOnTopHint)
    halves = QHBoxLayout(window)
    halves.addWidget(Source(files))
    halves.addWidget(Target(Path(told)))
    screen = application.primaryScreen().availableGeometry()
    window.setFixedSize(*SIZE)
    window.move(screen.right() - 2 * SIZE[0], screen.bottom() - 2 * SIZE[1])
    window.show()
    return application.exec()


if __name__ == "__main__":
    sys.exit(main())
