"""The recovery sheet: the organisation's root key on one page, for a safe.

It must make sense to somebody who finds it after years, with the program at hand and nobody to ask:
whose it is, what it is for, how to keep it, how to use it. Both languages stand side by side. The
file is readable by its owner only; who prints it removes it afterwards.
"""

from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

from edo import keys
from edo.queries.phrases import PaperLanguage, Phrase, written
from edo.reports.code import draw_code
from edo.reports.paper import ASCENT, MM, Colophon, Paper, frame
from edo.reports.typeface import Cut, presentable

_SHEET = frame(210, 297, left=20, right=15, top=16, bottom=14)
_TITLE = Phrase(ru="Лист восстановления", kk="Қалпына келтіру парағы")
_OF = Phrase(ru="Корневой ключ организации", kk="Ұйымның түбірлік кілті")
_WARNING = Phrase(
    ru="Этот лист открывает всю организацию.\nХраните его в сейфе.",
    kk="Бұл парақ бүкіл ұйымды ашады.\nСейфте сақтаңыз.",
)
_ORGANISATION = Phrase(ru="Организация", kk="Ұйым")
_NAME = Phrase(ru="Обозначение", kk="Белгісі")
_MADE = Phrase(ru="Лист составлен", kk="Парақ жасалған күн")
_FINGERPRINT = Phrase(ru="Отпечаток организации", kk="Ұйымның бақылау таңбасы")
_CODE = Phrase(ru="Код корневого ключа", kk="Түбірлік кілттің коды")
_QR = Phrase(ru="Тот же код для сканера", kk="Сол код, сканерге арналған")
_TEXTS = (
    (
        Phrase(ru="Зачем он нужен", kk="Ол не үшін керек"),
        Phrase(
            ru="В программе «ЭДО» новые рабочие места принимает один компьютер — хранитель. "
            "Если он потерян, украден или сломан, этим кодом назначают нового хранителя. "
            "В ежедневной работе код не нужен.",
            kk="«ЭДО» бағдарламасында жаңа жұмыс орындарын бір компьютер — сақтаушы қабылдайды. "
            "Ол жоғалса, ұрланса немесе бұзылса, осы код арқылы жаңа сақтаушы тағайындалады. "
            "Күнделікті жұмыста код керек емес.",
        ),
    ),
    (
        Phrase(ru="Как хранить", kk="Қалай сақтау керек"),
        Phrase(
            ru="Напечатайте два листа. Каждый положите в конверт, заклейте его, распишитесь "
            "поперёк склейки. Храните в сейфах в двух разных зданиях. Не фотографируйте, не "
            "сканируйте, не пересылайте; файл после печати удалите. Раз в год проверяйте, целы "
            "ли конверты.",
            kk="Екі парақ басып шығарыңыз. Әрқайсысын конвертке салып, желімдеп, желімделген "
            "жеріне қол қойыңыз. Екі бөлек ғимараттағы сейфте сақтаңыз. Суретке түсірмеңіз, "
            "сканерлемеңіз, жібермеңіз; басып шығарған соң файлды жойыңыз. Жылына бір рет "
            "конверттердің бүтіндігін тексеріңіз.",
        ),
    ),
    (
        Phrase(ru="Если лист пропал", kk="Парақ жоғалса"),
        Phrase(
            ru="Кто прочёл код, может назначить хранителем себя. Сразу скажите об этом "
            "руководителю и тому, кто хранит ключи.",
            kk="Кодты оқыған адам өзін сақтаушы етіп тағайындай алады. Бұл туралы басшыға және "
            "кілттерді сақтаушыға дереу айтыңыз.",
        ),
    ),
    (
        Phrase(ru="Как ввести код", kk="Кодты қалай енгізу керек"),
        Phrase(
            ru="Раздел «Обмен», «Потерян компьютер хранителя…»; на новом компьютере — "
            "«Восстановить потерянное…» при запуске. Пробелы, дефисы, большие и малые буквы "
            "безразличны; букв O, I и L в коде нет: это цифры 0 и 1. Программа назовёт строку и "
            "группу, где опечатка.",
            kk="«Алмасу» бөлімі, «Сақтаушының компьютері жоғалды…»; жаңа компьютерде — іске "
            "қосқанда «Жоғалғанды қалпына келтіру…». Бос орын, сызықша, бас не кіші әріп — "
            "бәрібір; кодта O, I және L әріптері жоқ: олар — 0 мен 1 цифрлары. Бағдарлама қате "
            "терілген жол мен топты атайды.",
        ),
    ),
)
_RECEIVED = Phrase(ru="Принял на хранение", kk="Сақтауға қабылдады")
_SIGNED = Phrase(ru="должность, фамилия, подпись, дата", kk="лауазымы, тегі, қолы, күні")

_TITLE_SIZE = 17.0
_TEXT_SIZE = 9.2
_LABEL_SIZE = 7.2
_VALUE_SIZE = 10.5
_NAME_SIZES = (_VALUE_SIZE, 9.0, 7.5)
_NAME_LINES = 4
"""Lines of the organisation's names in a size; longer ones are written smaller."""
_CODE_SIZE = 17.0
_CELL = 5.5 * MM
_GAP = 3.6 * MM
_LINE_HEIGHT = 10.5 * MM
_LINES_AT = 9 * MM
"""Room for the number of a line of the code."""
_QR_SIDE = 46 * MM
_COLUMN_GAP = 8 * MM
_PAD = 2.2 * MM
_GREY = 0.4
_TINT = 0.95
_GROUP = 4


@dataclass(frozen=True, slots=True)
class RecoverySheet:
    """What stands on the sheet.

    Attributes:
        organisation: its name.
        org: its id, the short name of the root key.
        fingerprint: hash of its founding record, in hex.
        code: the lines of the root key's code, see `edo.keycode`.
        made: the date.
    """

    organisation: Phrase
    org: str
    fingerprint: str
    code: tuple[str, ...]
    made: date


def write_recovery(path: Path, *, sheet: RecoverySheet, created: datetime) -> None:
    """Print the sheet as a PDF that only its owner can read.

    Args:
        path: the file to write; one that is there is replaced when the new one is complete.
        sheet: what stands on it.
        created: time of making, with its zone.

    Raises:
        Refusal: the file cannot be written.
    """
    file = BytesIO()
    colophon = Colophon(
        _TITLE.on(PaperLanguage.BOTH),
        sheet.organisation.on(PaperLanguage.BOTH),
        PaperLanguage.BOTH,
        created,
    )
    paper = Paper(file, _SHEET, colophon)
    _Form(paper, sheet).draw()
    paper.finish()
    keys.replace_private(path, file.getvalue())


class _Form:
    def __init__(self, paper: Paper, sheet: RecoverySheet) -> None:
        self._paper = paper
        self._sheet = sheet
        self._left = paper.frame.left
        self._width = paper.frame.inner_width
        self._half = (self._width - _COLUMN_GAP) / 2
        self._y = paper.frame.height - paper.frame.top
        self._label = paper.pen(_LABEL_SIZE)

    def draw(self) -> None:
        self._head()
        self._facts()
        self._code()
        for title, text in _TEXTS:
            self._y -= 3.2 * MM
            self._pair(title, _TEXT_SIZE, Cut.STRONG)
            self._pair(text, _TEXT_SIZE)
        self._foot()
        self._paper.next_page()

    def _pair(self, phrase: Phrase, size: float, cut: Cut = Cut.REGULAR) -> None:
        """Write Kazakh in the left column and Russian in the right one."""
        pen = self._paper.pen(size, cut)
        right = self._left + self._half + _COLUMN_GAP
        self._y = min(
            self._paper.write_block(x, self._y, self._half, text, pen)
            for x, text in ((self._left, phrase.kk), (right, phrase.ru))
        )

    def _head(self) -> None:
        self._pair(_TITLE, _TITLE_SIZE, Cut.STRONG)
        self._pair(_OF, _VALUE_SIZE)
        self._y -= 2.5 * MM
        self._warning()

    def _warning(self) -> None:
        pen = self._paper.pen(_TEXT_SIZE, Cut.STRONG)
        room = self._half - 2 * _PAD
        lines = max(len(pen.wrap(text, room)) for text in (_WARNING.kk, _WARNING.ru))
        height = lines * pen.size * 1.28 + 2 * _PAD
        top, left = self._y, self._left
        self._paper.draw(f"{left:.2f} {top - height:.2f} {self._width:.2f} {height:.2f} re f")
        self._paper.grey(1)
        for x, text in ((left + _PAD, _WARNING.kk), (left + self._half + _COLUMN_GAP, _WARNING.ru)):
            self._paper.write_block(x, top - _PAD, room, text, pen)
        self._paper.grey(0)
        self._y = top - height - 3 * MM

    def _labelled(
        self,
        x: float,
        width: float,
        label: Phrase,
        text: str,
        top: float,
        size: float = _VALUE_SIZE,
    ) -> float:
        self._paper.grey(_GREY)
        said = label.on(PaperLanguage.BOTH)
        below = self._paper.write_block(x, top, width, said, self._label)
        self._paper.grey(0)
        return self._paper.write_block(x, below, width, text, self._paper.pen(size))

    def _facts(self) -> None:
        sheet, third = self._sheet, self._width / 3
        name = sheet.organisation.on(PaperLanguage.BOTH, "\n")
        lines = {size: self._paper.pen(size).wrap(name, self._width) for size in _NAME_SIZES}
        fit = (size for size in _NAME_SIZES if len(lines[size]) <= _NAME_LINES)
        size = next(fit, _NAME_SIZES[-1])
        self._y = self._labelled(self._left, self._width, _ORGANISATION, name, self._y, size)
        self._y -= 1.5 * MM
        top = self._y
        bottoms = (
            self._labelled(self._left, third, _NAME, sheet.org, top),
            self._labelled(self._left + third, third, _MADE, written(sheet.made), top),
        )
        self._y = min(bottoms) - 1.5 * MM
        told = sheet.fingerprint
        groups = [told[start : start + _GROUP] for start in range(0, len(told), _GROUP)]
        self._y = self._labelled(self._left, self._width, _FINGERPRINT, " ".join(groups), self._y)

    def _code(self) -> None:
        self._y -= 4 * MM
        top = self._y
        pen = self._paper.pen(_TEXT_SIZE, Cut.STRONG)
        self._paper.write_block(self._left, top, self._width, _CODE.on(PaperLanguage.BOTH), pen)
        y = top - 7 * MM
        for n, line in enumerate(self._sheet.code, 1):
            self._line(n, line, y - _LINE_HEIGHT)
            y -= _LINE_HEIGHT
        self._qr(self._left + self._width - _QR_SIDE, top)
        self._y = min(y, top - _QR_SIDE - 4 * MM) - 1 * MM

    def _line(self, n: int, line: str, bottom: float) -> None:
        """Write a line of the code, each sign in the middle of a cell of its own."""
        paper = self._paper
        pen = paper.pen(_CODE_SIZE, Cut.STRONG)
        baseline = bottom + (_LINE_HEIGHT - _CODE_SIZE * ASCENT * 0.9) / 2
        paper.write(self._left, baseline, f"{n}.", paper.pen(_VALUE_SIZE))
        x = self._left + _LINES_AT
        for group in line.split("-"):
            width = _CELL * len(group)
            paper.grey(_TINT)
            paper.draw(f"{x:.2f} {bottom + MM:.2f} {width:.2f} {_LINE_HEIGHT - 2 * MM:.2f} re f")
            paper.grey(0)
            for sign in group:
                paper.write(x + _CELL / 2, baseline, sign, pen, 0.5)
                x += _CELL
            x += _GAP

    def _qr(self, left: float, top: float) -> None:
        draw_code(self._paper, left, top, _QR_SIDE, "-".join(self._sheet.code))
        said = presentable(_QR.on(PaperLanguage.BOTH))
        self._paper.grey(_GREY)
        self._paper.write(left + _QR_SIDE, top - _QR_SIDE - 3.2 * MM, said, self._label, 1)
        self._paper.grey(0)

    def _foot(self) -> None:
        paper = self._paper
        paper.write(
            self._left, paper.frame.bottom + 8 * MM, _RECEIVED.on(PaperLanguage.BOTH), self._label
        )
        start = self._left + 62 * MM
        y = paper.frame.bottom + 7.5 * MM
        paper.rule(start, y, paper.frame.right_edge, y)
        paper.grey(_GREY)
        middle = (start + paper.frame.right_edge) / 2
        paper.write(middle, y - 3.4 * MM, _SIGNED.on(PaperLanguage.BOTH), self._label, 0.5)
        paper.grey(0)
