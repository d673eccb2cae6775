"""What Qt's own windows say is said in the person's language too."""

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel
from pytestqt.qtbot import QtBot

from ui.speech import Speech


@pytest.mark.parametrize(
    ("language", "folder", "kind"),
    [("ru", "В папке:", "Папка"), ("kk", "Қалтада:", "Қалта")],
)
def test_choosing_a_file_speaks_the_persons_language(
    qtbot: QtBot, language: str, folder: str, kind: str
) -> None:
    """Where the system has no window of its own, Qt's has no English word in it."""
    speech = Speech(language)
    dialog = QFileDialog()
    dialog.setOption(QFileDialog.Option.DontUseNativeDialog)
    qtbot.addWidget(dialog)
    said = {label.text().replace("&", "") for label in dialog.findChildren(QLabel)}
    assert folder in said
    assert not [text for text in said if text.isascii() and text.strip()]
    assert QApplication.translate("QAbstractFileIconProvider", "Folder") == kind
    assert QApplication.translate("QPlatformTheme", "Cancel") != "Cancel"
    speech.speak("en")
    assert QApplication.translate("QFileDialog", "Look in:") == "In the folder:"
