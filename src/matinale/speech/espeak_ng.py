"""The espeak-ng library: written words → phonemes in IPA, and a plain voice that speaks at once.

Bound with ctypes to the shared library inside the wheel of `espeakng-loader`, so no system package is needed. It
replaces `phonemizer` here, which copies the library for each language and starts slowly; the phonemes are the same
(a test compares them). espeak-ng keeps its state in globals: one library per process, one call at a time.
"""

from __future__ import annotations

import ctypes
import sys
import threading
from array import array
from functools import cache
from typing import Any

from matinale.errors import EngineMissing, SpeechError
from matinale.languages import primary_language

# speak_lib.h
_SYNCHRONOUS = 2
_UTF8 = 1
_IPA = 0x02
_SEPARATED_BY_UNDERSCORE = ord("_") << 8
_TIED = 1 << 7  # with the tie in bits 8 to 23
_POSITION_CHARACTER = 1
_RATE = 1  # espeakRATE, words a minute
_PITCH = 3  # espeakPITCH, 0 to 100
_OK = 0

VOICES = {
    "de": "gmw/de",
    "en": "gmw/en-US",
    "en-gb": "gmw/en",
    "en-us": "gmw/en-US",
    "es": "roa/es",
    "fr": "roa/fr",
    "fr-be": "roa/fr-BE",
    "fr-ch": "roa/fr-CH",
    "hi": "inc/hi",
    "it": "roa/it",
    "pt": "roa/pt",
    "pt-br": "roa/pt-BR",
}
"""espeak-ng's voices for the languages that we name; any other tag is tried as it stands."""

_Callback = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.c_void_p)


class EspeakNg:
    """The loaded library. Use `load_espeak_ng`, which loads it once."""

    def __init__(self, library: str, data: str) -> None:
        self._lock = threading.Lock()
        self._path = library
        self._data = data
        self._heard: array[int] = array("h")
        self._callback = _Callback(self._hear)  # kept here: the library holds only its address
        self._load()

    def _load(self) -> None:
        self._voice = ""
        self._library = ctypes.CDLL(self._path)
        text = ctypes.POINTER(ctypes.c_char_p)
        self._library.espeak_SetVoiceByName.argtypes = [ctypes.c_char_p]
        self._library.espeak_TextToPhonemes.argtypes = [text, ctypes.c_int, ctypes.c_int]
        self._library.espeak_TextToPhonemes.restype = ctypes.c_char_p
        self._library.espeak_Synth.argtypes = [
            ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint, ctypes.c_int,
            ctypes.c_uint, ctypes.c_uint, ctypes.c_void_p, ctypes.c_void_p,
        ]  # fmt: skip
        self.rate: int = self._library.espeak_Initialize(_SYNCHRONOUS, 0, self._data.encode(), 0)
        if self.rate <= 0:
            raise EngineMissing(f"espeak-ng cannot be started with its data in {self._data}; reinstall espeakng-loader")
        self._library.espeak_SetSynthCallback(self._callback)

    def _load_afresh(self) -> None:
        """Unload the library and load it again, in 2 ms.

        Its synthesiser has state that nothing resets (the phase of its waves and of its flutter), so that a text would
        sound a little different each time; a library just loaded always begins alike.
        """
        self._library.espeak_Terminate()
        _unload(self._library)
        self._load()

    def phonemes(self, text: str, language: str, tie: str = "") -> str:
        """The text in IPA: stress marks on, words separated by single spaces, no punctuation, no language flags.

        `tie`: a character put between the letters of one sound (`a^ɪ`).

        Raises:
            SpeechError: espeak-ng does not have this language.
        """
        with self._lock:
            self._choose(language)
            return _joined(self._translated(text, _TIED | ord(tie) << 8 if tie else _SEPARATED_BY_UNDERSCORE))

    def speak(self, text: str, language: str, words_per_minute: int, pitch: int) -> array[int]:
        """The text as 16-bit samples at `rate` Hz. `words_per_minute` is 80 to 450, `pitch` 0 to 99 (50 is neutral).

        Raises:
            SpeechError: espeak-ng does not have this language, or refuses the text.
        """
        with self._lock:
            self._load_afresh()
            self._choose(language)
            self._library.espeak_SetParameter(_RATE, words_per_minute, 0)
            self._library.espeak_SetParameter(_PITCH, pitch, 0)
            self._heard = array("h")
            content = text.encode("utf-8").replace(b"\0", b" ")
            status = self._library.espeak_Synth(content, len(content) + 1, 0, _POSITION_CHARACTER, 0, _UTF8, None, None)
            if status != _OK:
                raise SpeechError(f"espeak-ng refuses a text of {len(text)} characters (error {status})")
            return self._heard

    def _choose(self, language: str) -> None:
        tag = language.lower()
        voice = VOICES.get(tag) or VOICES.get(primary_language(tag)) or tag
        if voice == self._voice:
            return
        self._voice = ""
        if self._library.espeak_SetVoiceByName(voice.encode()) != _OK:
            raise SpeechError(
                f"espeak-ng has no voice for the language {language!r}; give an IETF tag such as fr or en"
            )
        self._voice = voice

    def _translated(self, text: str, separation: int) -> str:
        """espeak-ng takes one clause at a time and moves the pointer on; it sets it to null after the last."""
        pointer = ctypes.pointer(ctypes.c_char_p(text.encode("utf-8").replace(b"\0", b" ")))
        clauses: list[str] = []
        while pointer.contents.value is not None:
            clause: bytes | None = self._library.espeak_TextToPhonemes(pointer, _UTF8, separation | _IPA)
            if clause:
                clauses.append(clause.decode("utf-8"))
        return " ".join(clauses)

    def _hear(self, samples: Any, count: int, _events: int | None) -> int:  # a ctypes pointer has no public type
        if count > 0:
            self._heard.frombytes(ctypes.string_at(samples, count * 2))
        return 0


def _unload(library: ctypes.CDLL) -> None:
    import _ctypes  # ctypes itself has no way to unload

    if sys.platform == "win32":
        _ctypes.FreeLibrary(library._handle)
    else:
        _ctypes.dlclose(library._handle)


@cache
def load_espeak_ng() -> EspeakNg:
    """The library, loaded once per process.

    Raises:
        EngineMissing: The package that carries it is not installed or does not fit this machine.
    """
    try:
        import espeakng_loader

        return EspeakNg(espeakng_loader.get_library_path(), espeakng_loader.get_data_path())
    except (ImportError, OSError, RuntimeError) as error:
        raise EngineMissing(
            f"espeak-ng cannot be loaded ({error}); install it with: pip install espeakng-loader"
        ) from error


def _joined(separated: str) -> str:
    """espeak-ng's `d_e-_z a_m_ˈi_ (en)_w_ɜː_d_(fr)` → `dez amˈi wɜːd`."""
    import re

    # Text has no parentheses left here; flags such as (en) may hold ties.
    unflagged = re.sub(r"\([^()]*\)", "", separated.replace("\n", " "))
    return " ".join(unflagged.replace("_", "").replace("-", "").split())
