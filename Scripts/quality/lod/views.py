"""What is judged: still pictures, and slow ways towards what they show."""
from dataclasses import dataclass
from pathlib import Path

STEP = 0.01  # metres for each frame of a dolly


@dataclass(frozen=True)
class Level:
    """A way to draw; `options` are those of `fovea render`."""

    name: str
    options: tuple


# Enough memory for full detail of what is judged.
FULL = Level("full", ("--lod-threshold", "0", "--gpu-memory", "6144"))


def judged(threshold):
    return Level(f"{threshold:g}-px", ("--lod-threshold", f"{threshold:g}"))


@dataclass(frozen=True)
class View:
    """A scene from somewhere; with a trace, so many frames of it."""

    scene: str
    viewpoint: str
    trace: str | None = None
    frames: int = 1

    @property
    def name(self):
        return f"{self.scene.split('/')[-1]}, {self.viewpoint}"

    @property
    def folder(self):
        kept = "".join(c if c.isalnum() else "-" for c in self.name)
        kind = "dolly" if self.trace else "still"
        return "-".join(part for part in (*kept.split("-"), kind) if part)

    def options(self, level):
        """Options of `fovea render` besides scene, headset and size."""
        options = [*level.options, *VIEWPOINTS.get(self.viewpoint, ())]
        if self.viewpoint.startswith("camera "):
            options += ["--camera", self.viewpoint.split()[1]]
        if self.trace is not None:
            options += ["--trace", self.trace, "--frames", str(self.frames)]
        return options


# Besides cameras of the scene.
VIEWPOINTS = {
    "framed": (),
    "before the house": ("--position=0,1.7,12", "--look-at=-3,4,-6"),
    "in the house": ("--position=-10,2,0", "--look-at=0,3,-10"),
}

CITY = "builtin:city?triangles={}&unique={}"
# From where stills are judged, and where dollies start.
SCENES = {
    "house.glb": (
        ["framed", "before the house", "in the house"], ["before the house", "in the house"]),
    "FlightHelmet/FlightHelmet.gltf": (["framed"], ["framed"]),
    "builtin:gallery": ([f"camera {n}" for n in range(4)], ["camera 0"]),
    CITY.format("1000000", "100000"): (
        [f"camera {n}" for n in range(5)], ["camera 0", "camera 1"]),
    CITY.format("10000000", "1000000"): ([f"camera {n}" for n in range(5)], ["camera 0"]),
}


def scenes(models, only):
    """Names, and viewpoints of stills and dollies. Tells of files that are not present."""
    for name, viewpoints in SCENES.items():
        if only and only not in name:
            continue
        scene = name if name.startswith("builtin:") else str(models / name)
        if scene == name or Path(scene).exists():
            yield scene, *viewpoints
        else:
            print(f"{scene}: not present, skipped")


def write_dolly(path, refresh_hz):
    """A head that goes straight ahead, `STEP` metres for each frame, for a minute."""
    end = STEP * refresh_hz * 60
    path.write_text(
        "time_ns,head_x_m,head_y_m,head_z_m,head_qx,head_qy,head_qz,head_qw\n"
        f"0,0,0,0,0,0,0,1\n60000000000,0,0,{-end:g},0,0,0,1\n")
