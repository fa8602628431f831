internal import Numerics

/// A sphere that can be made to hold others.
struct NestedSphere {
  var center = Float3.zero
  var radius: Float = 0

  /// Around spheres, nearly the smallest: the centre goes towards the farthest by ever smaller
  /// steps. Bădoiu and Clarkson, "Smaller core-sets for balls", 2003. Each is inside even when
  /// computed with floats.
  init(around spheres: [NestedSphere]) {
    guard let first = spheres.first else { return }
    center = first.center
    radius = first.radius
    if spheres.allSatisfy({ $0.center == center && $0.radius == radius }) { return }
    var bounds = Bounds.empty
    for sphere in spheres {
      bounds.include(sphere.center - sphere.radius)
      bounds.include(sphere.center + sphere.radius)
    }
    var middle = bounds.center
    radius = .infinity
    for step in 2..<34 {
      var (reach, farthest) = (Float(0), first)
      for sphere in spheres {
        let own = length(sphere.center - middle) + sphere.radius
        if own > reach { (reach, farthest) = (own, sphere) }
      }
      if reach < radius { (center, radius) = (middle, reach) }
      let way = farthest.center - middle
      let distance = length(way)
      if distance == 0 { break }
      // Towards the far side of the farthest sphere.
      middle += way / distance * ((distance + farthest.radius) / Float(step + 1))
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
