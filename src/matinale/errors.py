"""The errors of Matinale, one tree.

Every error that a user can cause or meet is a `MatinaleError`. Its text is one line that says what is wrong, where,
and what to do; the command line prints it and exits with 1. A traceback that a user sees is a bug.

    MatinaleError
     ├─ SourceError            an issue cannot be read
     │   ├─ UnreadableSource     no such file, a folder, no permission, binary, wrong encoding, too large
     │   ├─ UnsafeSource         an address that the show does not allow (private network, scheme, redirects, size)
     │   └─ NoArticleFound       it was read, but no article was recognised in it
     ├─ ShowError              show.toml, a voice profile, a lexicon or a jingle is wrong (file, key, nearest name)
     ├─ ScriptError            a script.md that was edited cannot be understood (line number)
     ├─ SpeechError            a line cannot be spoken
     │   ├─ EngineMissing        the engine or its model is not installed (how to install it)
     │   ├─ ClusterLost          the cluster's scheduler, or its last worker, is gone
     │   └─ TakeRefused          an engine's answer failed its checks
     ├─ AudioError             a jingle cannot be decoded, ffmpeg failed, a programme misses its loudness
     ├─ FeedError              the feed would not be accepted, or an episode's identity is in doubt
     └─ WorkspaceError         a file of the show cannot be written (permission, full disk, another run has it)
"""

from __future__ import annotations


class MatinaleError(Exception):
    """Anything that a user can cause or meet. `str(error)` is the one line shown."""


class SourceError(MatinaleError):
    """An issue cannot be read."""


class UnreadableSource(SourceError):
    """No such file, a folder, no permission, binary content, an encoding that is not text, or too large.

    `retry_after_s`: how long the server asked to be left alone (Retry-After), 0 where it did not.
    """

    retry_after_s: float = 0.0


class UnsafeSource(SourceError):
    """An address that the show does not allow: private network, scheme, redirects or size."""


class NoArticleFound(SourceError):
    """The source was read, but no article was recognised in it."""


class ShowError(MatinaleError):
    """`show.toml`, a voice profile, a lexicon or a jingle is wrong. Names the file, the key and the nearest name."""


class ScriptError(MatinaleError):
    """An edited `script.md` cannot be understood. Names the line."""


class SpeechError(MatinaleError):
    """A line cannot be spoken."""


class EngineMissing(SpeechError):
    """The engine or its model is not installed. Says how to install it."""


class ClusterLost(SpeechError):
    """The scheduler of a cluster is gone, or its last worker: no take can be rendered there any more."""


class TakeRefused(SpeechError):
    """An engine's answer failed its checks."""


class AudioError(MatinaleError):
    """A jingle cannot be decoded, ffmpeg failed, or a programme misses its loudness."""


class FeedError(MatinaleError):
    """The feed would not be accepted, or an episode's identity is in doubt."""


class WorkspaceError(MatinaleError):
    """A file of the show cannot be written: permission, full disk, or another run holds it."""
