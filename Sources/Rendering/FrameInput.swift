package import Numerics
package import Optics

/// What changes from frame to frame.
package struct FrameInput: Sendable {
  /// As many as the configuration's view count: left, right.
  package var views: InlineArray<6, View>
  package var viewCount: Int
  /// Between the eyes: what is decided once for all views (order, shadows, light clusters) is
  /// decided from here.
  package var head: Pose
  /// Of the scene's animations, seconds.
  package var time = 0.0
  /// How far the head goes until what is asked for now can be there, metres.
  package var motion = Float3.zero
  /// How far it turns until then: radians to the right and up.
  package var turn = Float2.zero
  /// Where the eyes look; matters when the configuration has foveation.
  package var gaze = FoveationGaze.fixed
  /// Radiance is multiplied by 2^exposure.
  package var exposure: Float = 0
  /// Distance of the near plane in metres; nil: that of the configuration.
  package var near: Float?
  /// How narrow the field of view is made: 0: not at all … 1: dark beyond 40 degrees from the eyes' axes. Needs
  /// guides, as the marks do; see `RendererConfiguration.hasGuides`.
  package var vignette: Float = 0
  /// Drawn over the scene, at most `Mark.limit`.
  package var marks: [Mark] = []
  /// Radiance from everywhere when there is no environment.
  package var ambient = Float3(repeating: 0)

  /// `head` defaults to the middle between the views with the first view's orientation.
  package init(views: [View], head: Pose? = nil) {
    precondition((1...6).contains(views.count), "a frame has one to six views")
    self.views = InlineArray(repeating: views[0])
    for index in views.indices { self.views[index] = views[index] }
    viewCount = views.count
    let middle = views.reduce(Float3.zero) { $0 + $1.pose.position } / Float(views.count)
    self.head = head ?? Pose(position: middle, orientation: views[0].pose.orientation)
  }

  /// Of one view.
  package init(_ view: View) {
    views = InlineArray(repeating: view)
    viewCount = 1
    head = view.pose
  }

  /// - Parameter insets: further views of parts of what the eyes see.
  package init(
    _ left: View, _ right: View, insets: (left: View, right: View)? = nil, head: Pose
  ) {
    views = InlineArray(repeating: left)
    views[1] = right
    viewCount = 2
    if let insets {
      (views[2], views[3]) = (insets.left, insets.right)
      viewCount = 4
    }
    self.head = head
  }
}
