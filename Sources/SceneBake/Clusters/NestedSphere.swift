internal import Numerics

/// A sphere that can be made to hold others.
struct NestedSphere {
  var center = Float3.zero
  var radius: Float = 0

  /// Around spheres, about the middle of their box. Each is inside even when computed with floats.
  init(around spheres: some Collection<NestedSphere>) {
    guard let first = spheres.first else { return }
    if spheres.allSatisfy({ $0.center == first.center && $0.radius == first.radius }) {
      self = first
      return
    }
    var bounds = Bounds.empty
    for sphere in spheres {
      bounds.include(sphere.center - sphere.radius)
      bounds.include(sphere.center + sphere.radius)
    }
    center = bounds.center
    for sphere in spheres {
      radius = max(radius, length(sphere.center - center) + sphere.radius)
    }
    radius *= 1 + 1e-5
  }

  init(center: Float3, radius: Float) {
    self.center = center
    self.radius = radius
  }

  func holds(_ other: NestedSphere) -> Bool {
    length(other.center - center) + other.radius <= radius * (1 + 1e-6)
  }
}
