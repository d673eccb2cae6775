"""The exchange in the album: its lists, its sheets, and what is said when it does not work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import cast

from edo.errors import UnreachableError
from ui.album_scene import Scene, Shot
from ui.exchange_line import SHARE
from ui.exchange_thread import Exchanged
from ui.exchange_words import Said, say
from ui.mending import HALTS, open_mending
from ui.pages.share import MEMBERS, PEERS, SharePage
from ui.pages.share_lists import MembersSection, PeersSection

LONG_AGO = 125_000
"""Milliseconds since the shared folder fell silent on a picture."""


def walk(scene: Scene, *, full: bool) -> Iterator[Shot | None]:
    """Show the lists of the exchange, its sheets, and what is said when it does not work."""
    page = cast(SharePage, scene.window.go(SHARE))
    yield None
    for code in page.codes:
        page.go(code).setFocus()
        yield scene.shot(f"share.{code}")
    yield from scene.over("sheet.connect", page.connect_to_folder)
    if not full or PEERS not in page.codes:
        return
    yield from scene.over("sheet.invite", page.invite)
    members = cast(MembersSection, page.go(MEMBERS))
    members.list.choose(members.held.rows[-1].key)
    yield None
    for name, begin in (
        ("give", members.give),
        ("take", members.take),
        ("leave", members.leave),
    ):
        yield from scene.over(f"sheet.member.{name}", begin)
    peers = cast(PeersSection, page.go(PEERS))
    peers.list.choose(peers.held.rows[0].key)
    yield None
    yield from scene.over("sheet.end", peers.end)
    yield from scene.over("sheet.pass", peers.pass_on)
    yield from scene.over("sheet.code", page.root_key.type_code)
    yield from scene.over("sheet.keeper", page.take_over)
    yield from scene.over("sheet.rehearsal", page.rehearse)
    yield from scene.over(
        "sheet.mending", partial(open_mending, scene.desk, scene.window, HALTS[0])
    )
    yield from _troubles(scene, page)


def _troubles(scene: Scene, page: SharePage) -> Iterator[Shot | None]:
    if page.overview is None:
        return
    now, status = scene.desk.now(), replace(page.overview.status, documents=4)
    last = scene.desk.bridge.last_exchange
    for name, ended in (
        ("away", Exchanged(now, UnreachableError("share_timeout"), since=now - LONG_AGO)),
        ("halted", Exchanged(now, halt="copied", since=now)),
    ):
        _tell(scene, page, say(scene.desk.speech.words, status, ended, now), mend=bool(ended.halt))
        yield scene.shot(f"share.{name}")
    scene.desk.bridge.collecting.emit(3200, 18000)
    yield scene.shot("share.collecting")
    scene.desk.bridge.collecting.emit(1, 1)
    _tell(scene, page, say(scene.desk.speech.words, page.overview.status, last, now))


def _tell(scene: Scene, page: SharePage, said: Said, *, mend: bool = False) -> None:
    page.head.put(said, page.overview.status.place if page.overview else "", mend=mend)
    scene.window.status.show_state(said.line, said.icon, said.tone)
