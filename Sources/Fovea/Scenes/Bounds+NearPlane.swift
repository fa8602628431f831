import Numerics

extension Bounds {
  /// 5 cm, or less for a scene that comes nearer than twice that.
  func nearPlane(from position: Float3) -> Float {
    guard !isEmpty else { return 0.05 }
    let nearest = pointwiseMin(pointwiseMax(position, minimum), maximum)
    let distance = length(nearest - position)
    return distance > 0 ? min(0.05, max(distance / 2, 1e-4)) : 0.05
  }
}
