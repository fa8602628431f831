"""A heat map binned by eccentricity."""
import torch

WIDTH = 5.0  # degrees
# Bins with less of all pixels than this are at the corners of the field, and tell of a few edges.
SMALLEST = 0.002


class Bins:
    """Sums of heat by eccentricity over frames."""

    def __init__(self, count=36):
        self.pixels = torch.zeros(count, dtype=torch.float64)
        self.heat = torch.zeros(count, dtype=torch.float64)
        self.seen = torch.zeros(count, dtype=torch.float64)

    def add(self, heat, eccentricity, threshold):
        """heat, eccentricity: [height, width]; threshold: heat from which on a difference counts as
        seen."""
        index = (eccentricity.flatten() / WIDTH).long()
        heat = heat.flatten().double()
        self.pixels += torch.bincount(index, minlength=len(self.pixels))
        self.heat += torch.bincount(index, heat, minlength=len(self.heat))
        self.seen += torch.bincount(index, (heat >= threshold).double(), minlength=len(self.seen))

    def rows(self):
        """For each bin that holds enough pixels: lower edge in degrees, mean heat, part that is
        seen."""
        least = SMALLEST * float(self.pixels.sum())
        return [
            (i * WIDTH, float(self.heat[i] / n), float(self.seen[i] / n))
            for i, n in enumerate(self.pixels.tolist()) if n >= least and n > 0
        ]
