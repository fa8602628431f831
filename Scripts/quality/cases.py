"""What is judged: levels of foveation over scenes, gazes, and still or moving material."""
from dataclasses import dataclass


@dataclass(frozen=True)
class Level:
    """A way to draw; `options` are those of `fovea render`."""

    name: str
    options: tuple


OFF = Level("off", ("--foveation", "off"))
# What quad-view tools draw by default: 0.35 x 0.35 of the field in full, half the density outside.
ROW = Level(
    "row",
    ("--foveation", "gaze", "--foveation-inset", "0.35x0.35", "--foveation-density", "0.5"))
HIGH = Level("high", ("--foveation", "gaze", "--foveation-quality", "high"))
MEDIUM = Level("medium", ("--foveation", "gaze", "--foveation-quality", "medium"))
JUDGED = (ROW, HIGH, MEDIUM)


# Where the head stands in scenes that do not fill the view from outside.
VIEWPOINTS = {"builtin:many": ("--position", "0,0,3", "--look-at", "0,0,0")}


@dataclass(frozen=True)
class Case:
    """A scene with a gaze that is held (degrees right and up), or one that follows a trace."""

    scene: str
    gaze: tuple | None
    trace: str | None = None
    first_frame: int = 0
    frames: int = 1

    @property
    def material(self):
        return "still" if self.trace is None else f"{self.frames} frames"

    @property
    def name(self):
        where = "trace" if self.gaze is None else "{:g},{:g}".format(*self.gaze)
        return f"{self.scene.split('/')[-1]}, gaze {where}, {self.material}"

    @property
    def folder(self):
        kept = "".join(c if c.isalnum() else "-" for c in self.name)
        return "-".join(part for part in kept.split("-") if part)

    def options(self, level):
        """Options of `fovea render` besides scene, headset and size."""
        options = [*VIEWPOINTS.get(self.scene, ()), *level.options]
        if self.trace is not None:
            options += ["--trace", self.trace, "--frame", str(self.first_frame)]
            options += ["--frames", str(self.frames)]
        elif level is not OFF:
            options += ["--gaze", "{:g},{:g}".format(*self.gaze)]
        return options


def cases(scenes, frames, moving):
    """Two stills of each scene, and with `moving` the part of a trace in which the eyes jump and the
    head follows."""
    result = []
    for scene in scenes:
        result += [Case(scene, (0.0, 0.0)), Case(scene, (15.0, 5.0))]
        if moving:
            result.append(Case(scene, None, "look-around", 66, frames))
    return result
