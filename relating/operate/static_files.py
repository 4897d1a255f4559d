"""Style sheets, scripts and icons: under an address that names their version, and packed once.

They lie in the package as they are read. Before it serves, they are laid out in the folder of the
installation with each packed beside it; where that cannot be done, those of the package are sent.
"""

import hashlib
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path

OURS = Path(__file__).parents[1] / "web" / "static"


def version(ours: Path = OURS) -> str:
    """What tells these files from those of another version of the program."""
    found = hashlib.sha256()
    for path in sorted(ours.rglob("*.*")):
        found.update(f"{path.relative_to(ours)}|{path.stat().st_size}|".encode())
        found.update(path.read_bytes())
    return found.hexdigest()[:16]


def lay_out(place: Path, ours: Path = OURS) -> None:
    """Lay them out, whole or not at all, in a folder that is named by their version; what earlier
    versions laid out beside it goes."""
    if place.is_dir():
        return
    with suppress(OSError):  # no room, or a folder that cannot be written to
        shutil.rmtree(place.parent, ignore_errors=True)
        place.parent.mkdir(mode=0o700)
        with tempfile.TemporaryDirectory(dir=place.parent) as making:
            pack(shutil.copytree(ours, Path(making) / "made"))
            os.sync()  # never a name without its content, whenever the power goes
            (Path(making) / "made").rename(place)


def pack(folder: Path) -> None:
    """Put a packed one beside each file that gets smaller by it."""
    from whitenoise.compress import Compressor

    packs = Compressor(quiet=True)
    for path in [*folder.rglob("*.*")]:
        if packs.should_compress(path.name):
            packs.compress(str(path))
