"""Every setting, read once from the environment (`XUEJIAN_…`) or given by the command line."""

import os
import sys
from pathlib import Path
from typing import Literal

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

EngineName = Literal["auto", "tantivy", "whoosh"]


class Settings(BaseSettings):
    """
    The settings of one process.

    Attributes:
        home: Where the data lives: catalogue, originals, index, queue.
        engine: Which engine; `auto` takes tantivy where it is installed, Whoosh otherwise.
        segmenter: Which jieba; `auto` takes rjieba where it is installed.
        semantic: Whether meaning is looked for too; `auto` does where it is installed.
        weights: Folder of the encoders' weights; belongs to the installation, not to a home.
        jobs: How many reading processes.
        read_timeout_s: Longest time that one file may take.
        read_memory_bytes: Most address space that a reading process may take.
        file_size_bytes: Largest file that is read.
        host: Address on which `serve` listens.
        port: Port on which `serve` listens.
        workers: How many web processes.
        allowed_hosts: Further names by which a service on this machine is asked, as behind a
            proxy; parted by commas.
    """

    model_config = SettingsConfigDict(env_prefix="XUEJIAN_", frozen=True)

    home: Path = Field(default_factory=lambda: Path.home() / ".local" / "share" / "xuejian")
    engine: EngineName = "auto"
    segmenter: Literal["auto", "rjieba", "jieba"] = "auto"
    semantic: Literal["auto", "off"] = "auto"
    weights: Path = Field(default_factory=lambda: Path(sys.prefix) / "share/xuejian/weights")
    jobs: int = Field(default_factory=lambda: os.cpu_count() or 1, ge=1, le=256)
    read_timeout_s: float = Field(default=60.0, gt=0)
    read_memory_bytes: int = Field(default=1_500_000_000, gt=0)
    file_size_bytes: int = Field(default=50_000_000, gt=0)
    host: str = "127.0.0.1"
    port: int = Field(default=8000, ge=0, le=65535)
    workers: int = Field(default=1, ge=1, le=64)
    allowed_hosts: str = ""

    @property
    def catalogue_url(self) -> str:
        """Where the catalogue is, as SQLAlchemy wants it."""
        return f"sqlite:///{self.home / 'catalogue.sqlite3'}"

    @property
    def enterprises(self) -> Path:
        """The keeper's list of enterprises, over the bundled one; need not be there."""
        return self.home / "enterprises.txt"

    @property
    def originals(self) -> Path:
        """Folder of the original files, by sha256."""
        return self.home / "originals"

    @property
    def index(self) -> Path:
        """Folder of the index; derived, may be thrown away at any moment."""
        return self.home / "index"

    @property
    def vectors(self) -> Path:
        """Folder of the passages' vectors; derived, may be thrown away at any moment."""
        return self.home / "vectors"
