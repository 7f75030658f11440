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
    roles = sorted(parts[0], reverse=True)
    rows = {id(step): [[step[role][held] for held in roles] for role in roles] for step in steps}
    best = [parts[0][role] for role in roles]
    ways: list[list[int]] = []  # by role, the place of the one before it on the best way
    for points, step in zip(parts[1:], steps[1:], strict=True):
        sums = [[own + gain for own, gain in zip(best, row, strict=True)] for row in rows[id(step)]]
        most = [max(each) for each in sums]
        ways.append([each.index(top) for each, top in zip(sums, most, strict=True)])
        best = [points[role] + top for role, top in zip(roles, most, strict=True)]
    at = best.index(max(best))
    chosen = [roles[at]]
    for way in reversed(ways):
        at = way[at]
        chosen.append(roles[at])
    return tuple(reversed(chosen))
