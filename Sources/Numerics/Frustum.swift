/// Planes whose inside is `dot(plane.xyz, p) + plane.w >= 0`, in world space.
package struct Frustum: Sendable {
  /// Left, right, up, down, near. There is no far plane: depth is infinite.
  package var planes: (Float4, Float4, Float4, Float4, Float4)

  /// Everything that any of the views sees. The planes are those of the outermost tangents in the
  /// frame of the first view, each pushed out until every eye position is inside, so canted eyes
  /// and asymmetric fields are held too.
  package init(unionOf views: some Collection<View>, near: Float) {
    guard let first = views.first else { preconditionFailure("a frustum needs a view") }
    let pose = first.pose
    var edges: (Float, Float, Float, Float) = (.infinity, -.infinity, -.infinity, .infinity)
    // Corner directions of every view, in the frame of the first.
    for view in views {
      let turn = pose.orientation.inverse * view.pose.orientation
      let f = view.fieldOfView
      for corner in [
        Float2(f.left, f.up), Float2(f.right, f.up), Float2(f.left, f.down),
        Float2(f.right, f.down),
      ] {
        let d = turn.rotate(Float3(corner.x, corner.y, -1))
        let depth = max(-d.z, 0.01)
        edges.0 = min(edges.0, d.x / depth)
        edges.1 = max(edges.1, d.x / depth)
        edges.2 = max(edges.2, d.y / depth)
        edges.3 = min(edges.3, d.y / depth)
      }
    }
    func plane(_ normal: Float3, offset: Float = 0) -> Float4 {
      let n = pose.orientation.rotate(normalize(normal))
      let distance = views.map { dot(n, $0.pose.position) }.min() ?? 0
      return Float4(n, -distance - offset)
    }
    planes = (
      plane(Float3(1, 0, edges.0)), plane(Float3(-1, 0, -edges.1)), plane(Float3(0, -1, -edges.2)),
      plane(Float3(0, 1, edges.3)), plane(Float3(0, 0, -1), offset: near)
    )
    // The near plane must let in what any canted view sees past it.
    planes.4.w += views.count > 1 ? near : 0
  }

  /// False only when the sphere is surely outside.
  @inlinable package func intersects(center: Float3, radius: Float) -> Bool {
    let p = Float4(center, 1)
    return dot(planes.0, p) >= -radius && dot(planes.1, p) >= -radius
      && dot(planes.2, p) >= -radius && dot(planes.3, p) >= -radius
      && dot(planes.4, p) >= -radius
  }
}
