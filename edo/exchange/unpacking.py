"""Segments out of packs: what is far behind, or no longer there by its own name."""

from collections.abc import Callable
from dataclasses import dataclass, field

from edo.errors import DamagedError, OutdatedError
from edo.exchange.waits import Waits
from edo.share import layout, packs
from edo.share.carrier import Carrier
from edo.share.collect import PendingError
from edo.share.packs import Place

SetAside = Callable[[str, str, bytes], object]
"""Told of what has no effect: its name on the share, why, and its bytes."""


@dataclass(slots=True)
class Unpacker:
    """Reads the packs of one log, one at a time, each once, as its segments are asked for.

    What it hands out is not judged yet.

    Attributes:
        carrier: of the share.
        place: whose log.
        public: the key of its device.
        waits: what is asked for again later.
        now: the wall clock, milliseconds since 1970 UTC.
        set_aside: told of packs that are damaged.
        came: told of packs that are whole.
    """

    carrier: Carrier
    place: Place
    public: bytes
    waits: Waits
    now: int
    set_aside: SetAside
    came: Callable[[str], object]
    _names: list[tuple[int, int]] | None = None
    _open: dict[int, bytes] = field(default_factory=dict[int, bytes])

    def holds(self, seq: int) -> bool:
        """Tell whether a segment can be had without reading anything."""
        return seq in self._open

    def segment(self, seq: int) -> bytes | None:
        """Return a segment's bytes, None where no pack has it now."""
        if seq not in self._open:
            self._open = self._of_pack_with(seq)
        return self._open.get(seq)

    def _of_pack_with(self, seq: int) -> dict[int, bytes]:
        if self._names is None:
            self._names = packs.names(self.carrier, self.place)
        fitting = [told for told in self._names if told[0] <= seq <= told[1]]
        for told in sorted(fitting, key=lambda told: -told[1]):
            name = layout.pack(self.place.space, self.place.dev, *told)
            if self.waits.is_due(name, self.now) and (found := self._read(name, told)):
                return found
        return {}

    def _read(self, name: str, told: tuple[int, int]) -> dict[int, bytes]:
        data = self.carrier.read(name, packs.SIZE_LIMIT)
        if data is None:
            self.waits.put_off(name, "missing", self.now)
            return {}
        try:
            pack = packs.verify(data, self.place, told, self.public)
        except PendingError as error:
            self.waits.put_off(name, error.reason, self.now)
            return {}
        except (DamagedError, OutdatedError) as error:
            self.set_aside(name, error.reason, data)
            self.waits.put_off(name, error.reason, self.now)
            return {}
        self.came(name)
        return dict(pack.segments())
