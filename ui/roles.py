"""What screen readers are told our own controls are: Qt knows only its own."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QWidget

Role = QAccessible.Role
ROLES = {
    "LineButton": Role.Button,
    "TaskLine": Role.Button,
    "SeatLine": Role.ListItem,
    "FirstPage": Role.Button,
    "FileDrop": Role.Grouping,
    "DocumentPane": Role.Grouping,
    "Month": Role.Table,
    "Bars": Role.Chart,
    "TimeChart": Role.Chart,
    "OfficesChart": Role.Chart,
    "KeyList": Role.Document,
    "Room": Role.Document,
    "ProofLines": Role.List,
}
"""Class of a widget → what it is."""
_TAUGHT = "edo_roles"


def teach_roles(application: QCoreApplication) -> None:
    """Let screen readers know our controls, once in a program."""
    if not application.property(_TAUGHT):
        application.setProperty(_TAUGHT, True)
        QAccessible.installFactory(_made)


def _made(name: str, thing: QObject) -> QAccessibleWidget | None:
    role = ROLES.get(name)
    if role is None or not isinstance(thing, QWidget):
        return None
    return QAccessibleWidget(thing, role)
