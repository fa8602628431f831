/// Planes whose inside is `dot(plane.xyz, p) + plane.w >= 0`, in world space.
package struct Frustum: Sendable {
  /// Left, right, up, down, near. There is no far plane: depth is infinite.
  package var planes: (Float4, Float4, Float4, Float4, Float4)

  package init(unionOf views: [View], near: Float) {
    self.init(views: views.span, near: near)
  }

  /// Everything that any of the views sees. The planes are those of the outermost tangents in the
  /// frame of the first view, each pushed out until every eye position is inside, so canted eyes
  /// and asymmetric fields are held too. Views turned so far against the first that a corner of
  /// theirs lies beside or behind it (more than 87° from its axis) make a frustum of everything.
  /// Does not allocate.
  package init(views: Span<View>, near: Float) {
    precondition(!views.isEmpty, "a frustum needs a view")
    let pose = views[0].pose
    var (left, right, up, down) = (Float.infinity, -Float.infinity, -Float.infinity, Float.infinity)
    // Smallest depth in the first view's frame of a point at depth 1 in its own view's frame.
    var depth = Float.infinity
    for index in views.indices {
      let turn = pose.orientation.inverse * views[index].pose.orientation
      let f = views[index].fieldOfView
      for corner in 0..<4 {
        let d = turn.rotate(
          Float3(corner & 1 == 0 ? f.left : f.right, corner & 2 == 0 ? f.up : f.down, -1))
        guard -d.z > 0.05 * length(d) else {
          let everything = Float4(0, 0, 0, 1)
          planes = (everything, everything, everything, everything, everything)
          return
        }
        let (x, y) = (d.x / -d.z, d.y / -d.z)
        left = min(left, x)
        right = max(right, x)
        up = max(up, y)
        down = min(down, y)
        depth = min(depth, -d.z)
      }
    }
    func plane(_ normal: Float3, offset: Float = 0) -> Float4 {
      let n = pose.orientation.rotate(normalize(normal))
      var distance = Float.infinity
      for index in views.indices { distance = min(distance, dot(n, views[index].pose.position)) }
      return Float4(n, -distance - offset)
    }
    planes = (
      plane(Float3(1, 0, left)), plane(Float3(-1, 0, -right)), plane(Float3(0, -1, -up)),
      plane(Float3(0, 1, down)), plane(Float3(0, 0, -1), offset: near * depth)
    )
  }

  /// False only when the sphere is surely outside.
  @inlinable package func intersects(center: Float3, radius: Float) -> Bool {
    let p = Float4(center, 1)
    return dot(planes.0, p) >= -radius && dot(planes.1, p) >= -radius
      && dot(planes.2, p) >= -radius && dot(planes.3, p) >= -radius
      && dot(planes.4, p) >= -radius
  }
}
