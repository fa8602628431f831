import Numerics

/// A sphere around other things, never smaller than they are: what rounding takes is given back.
struct EnclosingSphere {
  var center: Float3
  var radius: Float

  /// What comparing in single precision on the device may be wrong by, in parts of the whole, with
  /// room to spare: what a node holds is never needed when the node is not.
  static let slack: Float = 1e-5

  /// Around spheres, of which there is at least one.
  init(around spheres: some Collection<EnclosingSphere>) {
    var box = Bounds.empty
    for sphere in spheres {
      box.include(sphere.center - Float3(repeating: sphere.radius))
      box.include(sphere.center + Float3(repeating: sphere.radius))
    }
    center = box.center
    var reach: Float = 0
    for sphere in spheres { reach = max(reach, length(sphere.center - center) + sphere.radius) }
    // Rounding of large coordinates counts too.
    let rounding = (abs(center.x) + abs(center.y) + abs(center.z)) * 1e-6
    radius = reach * (1 + Self.slack) + rounding
  }

  init(center: Float3, radius: Float) {
    self.center = center
    self.radius = radius
  }

  /// Around the sphere when a matrix has moved it.
  func transformed(by m: Matrix4) -> EnclosingSphere {
    EnclosingSphere(center: m.transformPoint(center), radius: radius * m.largestStretch)
  }
}

extension Matrix4 {
  /// How many times longer the matrix can make a direction, at most: exact for axes that stay at
  /// right angles, a little more for others (Gershgorin's bound of the largest eigenvalue of MᵀM).
  var largestStretch: Float {
    let axes = [columns.0.xyz, columns.1.xyz, columns.2.xyz]
    let bound = axes.map { a in axes.reduce(Float(0)) { $0 + abs(dot(a, $1)) } }.max() ?? 0
    return bound.squareRoot()
  }
}
