import Foundation
import Numerics

extension RandomSource {
  mutating func vector(_ range: ClosedRange<Float> = -1...1) -> Float3 {
    Float3(uniform(range), uniform(range), uniform(range))
  }

  /// Uniform on the sphere of rotations.
  mutating func rotation() -> Quaternion {
    while true {
      let v = Float4(uniform(-1...1), uniform(-1...1), uniform(-1...1), uniform(-1...1))
      let l = length(v)
      if l > 0.1 && l < 1 { return Quaternion(v / l) }
    }
  }

  mutating func pose(_ range: ClosedRange<Float> = -10...10) -> Pose {
    Pose(position: vector(range), orientation: rotation())
  }

  /// Never symmetric; sees its own axis or not.
  mutating func fieldOfView() -> FieldOfView {
    let (x, y) = (uniform(-0.4...0.4), uniform(-0.4...0.4))
    return FieldOfView(
      left: x - uniform(0.5...1.5), right: x + uniform(0.5...1.5), up: y + uniform(0.5...1.5),
      down: y - uniform(0.5...1.5))
  }
}

func near(_ a: Float3, _ b: Float3, _ tolerance: Float = 1e-5) -> Bool {
  length(a - b) <= tolerance * max(1, length(b))
}
