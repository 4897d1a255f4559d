"""A disk that remembers: every write, truncation and flush of a SQLite file, in order.

The application runs as it is, on Python's own sqlite3. Underneath, SQLite's layer to the
operating system ("VFS") is replaced by a copy of itself in which three functions note what they
are asked before they do it. Nothing of SQLite and nothing of the application is changed.
"""

import _sqlite3  # the library that the application itself talks to
import ctypes
from collections.abc import Callable
from ctypes import POINTER, c_char_p, c_int, c_int64, c_void_p
from pathlib import Path
from typing import Any, Literal

import msgspec

CLOSE, READ, WRITE, TRUNCATE, SYNC = range(5)
METHODS = 18
OPEN, SHORTEST = 0, 4096


class Event(msgspec.Struct, frozen=True, array_like=True, omit_defaults=True):
    """One thing that happened to a file, or an acknowledgement to somebody."""

    what: Literal["write", "truncate", "flush", "acknowledged"]
    file: str
    at: int = 0
    data: bytes = b""


class Methods(ctypes.Structure):
    """sqlite3_io_methods, version 3: what can be done with an open file."""

    _fields_ = [("version", c_int), ("functions", c_void_p * METHODS)]


class File(ctypes.Structure):
    """sqlite3_file: only its methods are known."""

    _fields_ = [("methods", POINTER(Methods))]


class Vfs(ctypes.Structure):
    """sqlite3_vfs, as far as it is the same in every version."""

    _fields_ = [
        ("version", c_int),
        ("file_size", c_int),
        ("longest_path", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("functions", c_void_p * 18),
    ]


WRITING = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
TRUNCATING = ctypes.CFUNCTYPE(c_int, c_void_p, c_int64)
FLUSHING = ctypes.CFUNCTYPE(c_int, c_void_p, c_int)
OPENING = ctypes.CFUNCTYPE(c_int, c_void_p, c_void_p, c_void_p, c_int, POINTER(c_int))
"""The name stays an address: SQLite keeps it for as long as the file is open, so it must be the
one that SQLite gave, not a copy of the text."""


class Disk:
    """Notes what happens to the files in one folder, for as long as the process lives."""

    def __init__(self, folder: Path) -> None:
        self.folder = str(folder)
        self.events: list[Event] = []
        self.names: dict[int, str] = {}
        self.kept: list[Any] = []
        self.replaced: dict[int, Methods] = {}
        self.put_under_sqlite()

    def put_under_sqlite(self) -> None:
        """Register the copy as what SQLite uses for every file it opens from now on."""
        library = ctypes.CDLL(_sqlite3.__file__)
        library.sqlite3_vfs_find.restype = POINTER(Vfs)
        original = library.sqlite3_vfs_find(None)
        copy = Vfs.from_buffer_copy(original.contents)
        copy.name = b"remembering"
        opening = OPENING(copy.functions[OPEN])
        callback = OPENING(
            lambda _, *given: self.opened(given, opening(ctypes.addressof(copy), *given))
        )
        copy.functions[OPEN] = ctypes.cast(callback, c_void_p)
        self.kept += [copy, callback]
        assert library.sqlite3_vfs_register(ctypes.byref(copy), 1) == 0

    def opened(self, given: tuple[Any, ...], result: int) -> int:
        """A file was opened: from now on its methods tell what they do."""
        name, file = (ctypes.cast(given[0], c_char_p).value or b"").decode(), given[1]
        if result == 0 and name.startswith(self.folder):
            self.names[file] = Path(name).name
            handle = ctypes.cast(file, POINTER(File))
            handle.contents.methods = ctypes.pointer(self.telling(handle.contents.methods))
        return result

    def telling(self, methods: Any) -> Methods:
        """A copy of a file's methods that notes and then does."""
        key = ctypes.addressof(methods.contents)
        if key not in self.replaced:
            copy = Methods.from_buffer_copy(methods.contents)
            for slot, shape, note in (
                (WRITE, WRITING, self.wrote),
                (TRUNCATE, TRUNCATING, self.truncated),
                (SYNC, FLUSHING, self.flushed),
            ):
                copy.functions[slot] = self.noting(shape, copy.functions[slot], note)
            self.replaced[key] = copy
        return self.replaced[key]

    def noting(self, shape: Any, original: int, note: Callable[..., None]) -> Any:
        """A function that does what the original does and notes it."""
        function = shape(original)

        def doing(file: int, *given: Any) -> int:
            result: int = function(file, *given)
            if result == 0:
                note(self.names[file], *given)
            return result

        callback = shape(doing)
        self.kept += [function, callback]
        return ctypes.cast(callback, c_void_p)

    def wrote(self, file: str, data: int, size: int, at: int) -> None:
        self.events.append(Event("write", file, at, ctypes.string_at(data, size)))

    def truncated(self, file: str, size: int) -> None:
        self.events.append(Event("truncate", file, size))

    def flushed(self, file: str, flags: int) -> None:
        self.events.append(Event("flush", file))

    def acknowledged(self, what: str) -> None:
        """Somebody was told that this is so."""
        self.events.append(Event("acknowledged", what))
