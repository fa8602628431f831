package import Optics

/// What the eyes are taken to do.
package enum GazeState: String, CaseIterable, Sendable {
  /// They rest on something.
  case fixation
  /// They follow something that moves: the gaze is that of the time of display.
  case pursuit
  /// They jump: the gaze stays where it was until they land.
  case saccade
  /// They are out of sight: the last gaze, later on its way to straight ahead.
  case held
  /// Nothing is known: straight ahead.
  case fixed
}

/// Where to draw finely in a frame, and why there.
package struct GazePlacement: Equatable, Sendable {
  /// For the renderer: always finite and within each eye's field of view.
  package var foveation: FoveationGaze
  package var state: GazeState
  /// 0 … 1: of the newest sample; halved when the eyes disagree; 0 while they are out of sight.
  package var confidence: Float
  /// From when the eyes last were seen to the time of display; nil when they never were.
  package var ageNanoseconds: UInt64?

  package static var fixed: GazePlacement {
    GazePlacement(foveation: .fixed, state: .fixed, confidence: 0, ageNanoseconds: nil)
  }
}
