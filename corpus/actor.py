"""Who asks: every request has an actor, and every search takes what the actor may see."""

from dataclasses import dataclass, field

PUBLIC = "public"  # the group of documents that everyone may see


@dataclass(frozen=True, slots=True)
class Actor:
    """
    A person or program that asks.

    Attributes:
        id: Stable.
        name: Shown.
        groups: Whose documents it may see, beside the public ones.
        role: `keeper` may change the library, `reader` may not.
        sees_all: Whether access groups do not bind it, as the one local user without accounts.
    """

    id: str
    name: str
    groups: frozenset[str] = field(default_factory=frozenset)
    role: str = "reader"
    sees_all: bool = False

    @property
    def visible_to(self) -> frozenset[str] | None:
        """Groups of which a document must have one to be seen; None when all may be seen."""
        return None if self.sees_all else self.groups | {PUBLIC}


LOCAL = Actor(id="local", name="本机用户", role="keeper", sees_all=True)
PROGRAM = Actor(id="program", name="程序", role="keeper", sees_all=True)  # what happens by itself
