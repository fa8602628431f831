"""Pictures of a case, drawn by the renderer under test."""
import json
import subprocess
from dataclasses import dataclass
from pathlib import Path


class Failed(Exception):
    """A command did not do its work; the message says which."""


@dataclass
class Drawn:
    """Pictures of one level of a case, of the left eye."""

    files: list
    gazes: list  # tangents right and up, one for each picture; empty without foveation
    fragments: float  # shaded for a picture, on average
    details: list  # what each picture was drawn by: the report's `lod`


class Renderer:
    """Runs `fovea`."""

    def __init__(self, binary, headset, size, samples=4):
        self.binary, self.samples = binary, samples
        self.common = ["--headset", headset, "--output", "left", "--samples", str(samples)]
        if size:
            self.common += ["--size", "{}x{}".format(*size)]

    def draw(self, case, level, folder):
        """Draws a level of a case into a folder."""
        folder = Path(folder) / case.folder / level.name
        folder.mkdir(parents=True, exist_ok=True)
        output = str(folder / ("%04d.png" if case.trace else "picture.png"))
        command = [self.binary, "render", case.scene, *self.common, *case.options(level)]
        done = subprocess.run(
            [*command, "--json", "-o", output], capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise Failed(f"{' '.join(command)}: exit {done.returncode}: {done.stderr.strip()}")
        pictures = json.loads(done.stdout)["pictures"]
        return Drawn(
            files=[picture["file"] for picture in pictures],
            gazes=[picture["gaze"]["tangents"][0] for picture in pictures if picture["gaze"]],
            fragments=sum(map(fragments, pictures)) / len(pictures),
            details=[picture["lod"] for picture in pictures])


def fragments(picture):
    """Of the passes that draw the scene as the eye sees it: no shadows, no full-screen passes."""
    return sum(
        part["fragment_invocations"] or 0
        for part in picture["passes"] if part["name"].startswith("forward"))


@dataclass
class Profile:
    """What a headset profile says of the left eye."""

    field: tuple  # tangents left, right, up, down
    size: tuple
    refresh_hz: float

    @staticmethod
    def load(headset, size):
        path = Path(headset)
        if path.suffix != ".json":
            path = Path("Assets/Headsets") / f"{headset}.json"
        try:
            profile = json.loads(path.read_text())
        except OSError as error:
            raise Failed(f"{path}: {error.strerror}") from error
        field, image = profile["eyes"]["left"]["field_of_view"], profile["eye_image"]
        return Profile(
            tuple(field[side] for side in ("left", "right", "up", "down")),
            tuple(size or (image["width"], image["height"])), profile["display"]["refresh_hz"])
