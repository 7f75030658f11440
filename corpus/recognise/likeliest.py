"""The likeliest order of roles that parts of a text play, one after another."""

from collections.abc import Callable, Mapping, Sequence

Points = Mapping[str, float]


def likeliest(parts: Sequence[Points], follows: Callable[[str, str], float]) -> tuple[str, ...]:
    """
    Choose a role for each part so that the points of all together are the most.

    Args:
        parts: What speaks for each role in each part, in order; all name the same roles.
        follows: How well a role (second) stands behind another (first).
    """
    if not parts:
        return ()
    best = dict(parts[0])
    ways: list[dict[str, str]] = []  # by role, the one before it on the best way
    for points in parts[1:]:
        way = {
            role: max(best, key=lambda held: best[held] + follows(held, role)) for role in points
        }
        best = {role: best[way[role]] + follows(way[role], role) + points[role] for role in points}
        ways.append(way)
    role = max(best, key=lambda held: best[held])
    chosen = [role]
    for way in reversed(ways):
        role = way[role]
        chosen.append(role)
    return tuple(reversed(chosen))
