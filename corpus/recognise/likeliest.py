"""The likeliest order of roles that parts of a text play, one after another."""

from collections.abc import Callable, Mapping, Sequence

Points = Mapping[str, float]
Steps = Mapping[str, Points]  # by a role, what each role before it costs or gives


def steps_between(roles: Sequence[str], follows: Callable[[str, str], float]) -> Steps:
    """Make the steps of *roles* by how well one (second) stands behind another (first)."""
    return {role: {held: follows(held, role) for held in roles} for role in roles}


def likeliest(parts: Sequence[Points], steps: Sequence[Steps]) -> tuple[str, ...]:
    """
    Choose a role for each part so that the points of all together are the most.

    Args:
        parts: What speaks for each role in each part, in order; all name the same roles.
        steps: For each part how well a role of it stands behind one of the part before.
    """
    if not parts:
        return ()
    best = dict(parts[0])
    ways: list[dict[str, str]] = []  # by role, the one before it on the best way
    for points, to in zip(parts[1:], steps[1:], strict=True):
        reached = {
            role: max((own + to[role][held], held) for held, own in best.items()) for role in points
        }
        ways.append({role: held for role, (_, held) in reached.items()})
        best = {role: own + reached[role][0] for role, own in points.items()}
    role = max(best, key=best.__getitem__)
    chosen = [role]
    for way in reversed(ways):
        role = way[role]
        chosen.append(role)
    return tuple(reversed(chosen))
