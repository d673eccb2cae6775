"""Starting with the system: switched on by a person, for this user, gone when switched off."""

import plistlib
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from edo.errors import Refusal
from ui.autostart import DesktopEntry, LaunchAgent, RunKey, command_for, name_for, quoted

COMMAND = ("/opt/Мой ЭДО/edo", "--hidden", "--home", '/home/a"b/100% $HOME\\x')


def test_a_desktop_entry_comes_and_goes(tmp_path: Path) -> None:
    """The file is written into a folder made for it, and removed; a desktop may switch it off."""
    folder = tmp_path / "config" / "autostart"
    entry = DesktopEntry("edo", COMMAND, folder)
    assert not entry.is_on()
    entry.turn(on=True)
    assert entry.is_on()
    text = (folder / "edo.desktop").read_text(encoding="utf-8")
    assert text.startswith("[Desktop Entry]\nType=Application\n")
    assert "Terminal=false" in text
    (folder / "edo.desktop").write_text(text.replace("enabled=true", "enabled=false"))
    assert not entry.is_on()
    entry.turn(on=True)
    assert entry.is_on()
    entry.turn(on=False)
    entry.turn(on=False)
    assert list(folder.iterdir()) == []


def test_words_are_quoted_as_desktops_read_them() -> None:
    """Without the escapes of the file, and then those of the quotes, the words are as before."""
    for word in COMMAND:
        line = quoted(word)
        unescaped = line.replace("\\\\", "\\").replace("%%", "%")
        assert (unescaped[0], unescaped[-1]) == ('"', '"')
        assert re.sub(r"\\(.)", r"\1", unescaped[1:-1]) == word


def test_the_registry_has_one_value_a_home(tmp_path: Path) -> None:
    """The value is there while it is on, quoted as Windows reads it."""
    key = QSettings(str(tmp_path / "run.ini"), QSettings.Format.IniFormat)
    entry = RunKey("edo", ("C:\\Program Files\\edo\\edo.exe", "--hidden"), key)
    assert not entry.is_on()
    entry.turn(on=True)
    assert entry.is_on()
    assert key.value("edo") == '"C:\\Program Files\\edo\\edo.exe" --hidden'
    entry.turn(on=False)
    assert not entry.is_on()


def test_a_launch_agent_comes_and_goes(tmp_path: Path) -> None:
    """A Mac reads the command out of a property list."""
    entry = LaunchAgent("edo", COMMAND, tmp_path / "LaunchAgents")
    entry.turn(on=True)
    assert entry.is_on()
    (file,) = (tmp_path / "LaunchAgents").iterdir()
    told = plistlib.loads(file.read_bytes())
    assert told["ProgramArguments"] == list(COMMAND)
    assert told["RunAtLoad"] is True
    entry.turn(on=False)
    assert not entry.is_on()


def test_a_folder_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    """A file stands where the folder should be: a refusal in words, no exception of the system."""
    (tmp_path / "config").write_text("x")
    entry = DesktopEntry("edo", COMMAND, tmp_path / "config" / "autostart")
    with pytest.raises(Refusal) as told:
        entry.turn(on=True)
    assert "config" in str(told.value.values["path"])


def test_each_home_has_an_entry_of_its_own(tmp_path: Path) -> None:
    """Two homes start both; the command names the home and begins beside the clock."""
    assert name_for(tmp_path / "one") != name_for(tmp_path / "two")
    command = command_for(tmp_path / "one")
    assert command[-3:] == ("--hidden", "--home", str(tmp_path / "one"))
