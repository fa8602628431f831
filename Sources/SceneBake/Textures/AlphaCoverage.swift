internal import Numerics
internal import SceneModel

/// Keeps the share of a masked image that shows alike at every level: the mean of a few opaque texels
/// among many clear ones falls below the cutoff, and leaves would thin out with distance.
/// Castaño, "Computing Alpha Mipmaps", 2010; here the scale comes from a histogram.
struct AlphaCoverage: Sendable {
  private static var bins: Int { 1024 }

  let cutoff: Float
  /// Share of the finest level's texels that show.
  let share: Double

  init(cutoff: Float, of image: Image) {
    self.cutoff = cutoff
    let count = image.width * image.height
    let shown = image.pixels.withUnsafeBytes { bytes in
      stride(from: 3, to: bytes.count, by: 4).reduce(into: 0) {
        $0 += Float(bytes[$1]) / 255 >= cutoff ? 1 : 0
      }
    }
    share = Double(shown) / Double(count)
  }

  /// What to multiply the alphas of a level with.
  func scale(for level: TexelPlane) -> Float {
    // Of what shows wholly or not at all nothing can be lost or gained.
    guard share > 0, share < 1 else { return 1 }
    var histogram = [Int](repeating: 0, count: Self.bins + 1)
    for texel in level.texels {
      histogram[Int(min(max(texel.w, 0), 1) * Float(Self.bins))] += 1
    }
    // The lower edge of the bin above which the share is closest to what it should be.
    let target = share * Double(level.texels.count)
    var (best, error, above) = (Self.bins, target, 0)
    for bin in stride(from: Self.bins, to: 0, by: -1) {
      above += histogram[bin]
      guard abs(Double(above) - target) < error else { continue }
      (best, error) = (bin, abs(Double(above) - target))
    }
    return cutoff * Float(Self.bins) / Float(best)
  }
}
