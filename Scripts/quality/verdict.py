"""What must hold of every case."""
from bins import WIDTH

# Heat below this is no visible difference: at 0.1 JOD, 52.7 of 100 would pick the better picture,
# 50 by chance (the JOD scale has a standard deviation of 1.4826).
VISIBLE = 0.1
HIGH_COST = 0.7
MEDIUM_COST = 0.5
MEDIUM_LOSS = 0.25


def failures(row, high, medium):
    """In words, what does not hold; each of the three is a `Judged` of one case."""
    wrong = []
    if high.jod < row.jod:
        wrong.append(f"high has {high.jod:.3f} JOD, the reference row {row.jod:.3f}")
    limits = dict((lower, heat) for lower, heat, _ in row.bins)
    for lower, heat, _ in high.bins:
        limit = max(limits.get(lower, 0.0), VISIBLE)
        if heat > limit:
            wrong.append(
                f"high shows {heat:.3f} JOD at {lower:g} to {lower + WIDTH:g} degrees,"
                f" {limit:.3f} are allowed")
    wrong += too_dear("high", high, row, HIGH_COST)
    if medium.jod < row.jod - MEDIUM_LOSS:
        wrong.append(
            f"medium has {medium.jod:.3f} JOD, more than {MEDIUM_LOSS} below the reference row's"
            f" {row.jod:.3f}")
    wrong += too_dear("medium", medium, row, MEDIUM_COST)
    return wrong


def too_dear(name, judged, row, limit):
    part = judged.fragments / row.fragments
    if part <= limit:
        return []
    return [f"{name} shades {part:.3f} of the reference row's fragments, {limit} are allowed"]
