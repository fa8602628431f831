internal import Numerics

extension FieldOfView {
  /// The field that holds this one after it is turned: for canted eyes, seen from the head.
  func turned(by q: Quaternion) -> FieldOfView {
    if q == .identity { return self }
    var result = FieldOfView(left: .infinity, right: -.infinity, up: -.infinity, down: .infinity)
    func include(_ x: Float, _ y: Float) {
      let d = q.rotate(Float3(x, y, -1))
      let depth = max(-d.z, 0.05)
      result.left = min(result.left, d.x / depth)
      result.right = max(result.right, d.x / depth)
      result.up = max(result.up, d.y / depth)
      result.down = min(result.down, d.y / depth)
    }
    include(left, up)
    include(right, up)
    include(left, down)
    include(right, down)
    return result
  }
}

extension Frustum {
  /// Holds all views of a frame. Does not allocate.
  init(unionOf input: borrowing FrameInput, near: Float) {
    self.init(views: input.views.span.extracting(0..<input.viewCount), near: near)
  }
}
