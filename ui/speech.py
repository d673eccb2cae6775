"""The language of the windows: words, and Qt's own dialogs, switchable while the program runs."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from edo.wording import Wording
from ui.qt_words import QtWords
from ui.unseen import News, Unseen

LANGUAGES = ("kk", "ru", "en")
SHORT_NAMES = {"kk": "ҚАЗ", "ru": "РУС", "en": "ENG"}
FULL_NAMES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
LOCALES = {"kk": "kk_KZ", "ru": "ru_KZ", "en": "en_GB"}


class Speech(QObject):
    """The wording every window speaks with; `changed` tells them to say everything again.

    What nobody sees says it when it is shown, or a moment later (`ui.unseen`).
    """

    def __init__(self, language: str = "ru", parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.changed = News(Unseen(self))
        self.words = Wording(language)
        self._translators: list[QTranslator] = []
        self._teach_qt()

    @property
    def language(self) -> str:
        """The code of the language spoken: ru, kk or en."""
        return self.words.language

    @property
    def locale(self) -> QLocale:
        """Qt's locale of the language, for calendars and for putting lists in order."""
        return QLocale(LOCALES[self.language])

    def speak(self, language: str) -> None:
        """Go over to another language and tell every window."""
        if language == self.language:
            return
        self.words = Wording(language)
        self._teach_qt()
        self.changed.emit()

    def _teach_qt(self) -> None:
        QLocale.setDefault(self.locale)
        for translator in self._translators:
            QCoreApplication.removeTranslator(translator)
            translator.deleteLater()
        own = QTranslator(self)
        own.load(
            f"qtbase_{self.language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        )
        self._translators = [own, QtWords(self.words, self)]  # the last is asked first
        for translator in self._translators:
            QCoreApplication.installTranslator(translator)
