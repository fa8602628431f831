import Rendering

/// What a frame shows and does for a user who gets about, besides the scene.
struct FrameGuides {
  /// Distance of the near plane in metres; nil: the setup's.
  var near: Float?
  /// 0: none … 1: dark beyond 40 degrees from the eyes' axes.
  var vignette: Float = 0
  /// World.
  var marks: [Mark] = []
}

extension FrameInput {
  mutating func set(_ guides: FrameGuides) {
    (near, vignette, marks) = (guides.near, guides.vignette, guides.marks)
  }
}
