"""Object storage (S3 and what speaks its protocol) and all else that fsspec reaches."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Generator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from matinale.errors import FeedError, ShowError
from matinale.feed.layout import content_type
from matinale.feed.placing import cache_control

WHOLE = {"s3", "s3a", "gs", "gcs", "abfs", "az", "memory"}
"""Protocols under which an object appears when it is whole; under others a file is sent beside its place and moved."""


class ObjectStore:
    """A folder of an fsspec file system."""

    def __init__(self, system: Any, root: str, protocol: str) -> None:
        self.system, self.root, self.protocol = system, root.rstrip("/"), protocol

    @classmethod
    def open(cls, to: str, options: Mapping[str, str]) -> ObjectStore:
        """The store at an address such as `s3://bucket/folder`.

        Raises:
            ShowError: fsspec does not know the protocol, or its package is not installed.
        """
        try:
            import fsspec
        except ImportError as error:
            raise ShowError("a target of the kind fsspec needs: pip install 'matinale[s3]'") from error
        protocol = to.partition("://")[0]
        given: dict[str, Any] = dict(options)
        endpoint = given.pop("endpoint_url", "")
        if endpoint:
            given["client_kwargs"] = {"endpoint_url": endpoint}
        try:
            found = cast("tuple[Any, str]", fsspec.core.url_to_fs(to, **given))
        except (ValueError, ImportError) as error:
            raise ShowError(f"show.toml: [[feed.targets]]: to: {to!r}: {error}") from error
        return cls(*found, protocol)

    def sizes(self) -> Mapping[str, int]:
        """Every object there."""
        self.system.invalidate_cache()
        with self._told():
            try:
                found: dict[str, Any] = self.system.find(self.root, detail=True)
            except FileNotFoundError:
                return {}
        start = len(self.root) + 1
        return {path[start:]: int(each["size"]) for path, each in found.items() if len(path) > start}

    def same(self, files: Sequence[tuple[str, Path]]) -> Collection[str]:
        """Those with the same content: by the MD5 that S3 keeps of an object sent in one piece, else by reading it."""
        return [name for name, path in files if self._is_same(name, path.read_bytes())]

    def _is_same(self, name: str, content: bytes) -> bool:
        with self._told():
            tag = str(self.system.info(f"{self.root}/{name}").get("ETag", "")).strip('"')
            if len(tag) == 32:
                return tag == hashlib.md5(content, usedforsecurity=False).hexdigest()
            return bool(self.system.cat_file(f"{self.root}/{name}") == content)

    def put(self, files: Sequence[tuple[str, Path]]) -> None:
        """Send objects, in this order, with media types and lifetimes in caches where the storage keeps them."""
        for name, path in files:
            target = f"{self.root}/{name}"
            s3 = self.protocol in {"s3", "s3a"}
            kind = {"ContentType": content_type(name), "CacheControl": cache_control(name)} if s3 else {}
            with self._told():
                if self.protocol in WHOLE:
                    self.system.pipe_file(target, path.read_bytes(), **kind)
                else:
                    beside = f"{target.rpartition('/')[0]}/.{target.rpartition('/')[2]}.new"
                    self.system.makedirs(target.rpartition("/")[0], exist_ok=True)
                    self.system.put_file(str(path), beside)
                    self.system.mv(beside, target)

    def remove(self, names: Sequence[str]) -> None:
        """Remove objects."""
        with self._told():
            self.system.rm([f"{self.root}/{name}" for name in names])

    @contextmanager
    def _told(self) -> Generator[None]:
        """Whatever the storage says no with, in one line: each file system of fsspec raises classes of its own."""
        try:
            yield
        except Exception as error:
            place = f"{self.protocol}://{self.root}"
            raise FeedError(f"{place}: {error or type(error).__name__}; mend it and run again") from error
