import Numerics

/// One direction of both eyes, and how far they turn towards each other.
struct BinocularGaze {
  /// Degrees right and up, in the middle between the eyes' directions.
  var combined: Float2
  /// Degrees between the eyes' directions, positive towards each other; nil when it cannot be told.
  var convergence: Float?
  /// 0 … 1.
  var confidence: Float
  /// The eyes point where eyes never point together.
  var disagrees = false

  /// Nil when no eye is valid.
  /// - Parameter convergence: degrees to assume when one eye alone is valid.
  init?(_ sample: GazeSample, convergence: Float, settings: GazeSettings) {
    let half = Float2(convergence / 2, 0)
    switch (sample.leftIsValid, sample.rightIsValid) {
    case (false, false): return nil
    case (true, false):
      combined = sample.left - half
      confidence = sample.leftConfidence
    case (false, true):
      combined = sample.right + half
      confidence = sample.rightConfidence
    case (true, true):
      combined = (sample.left + sample.right) / 2
      confidence = min(sample.leftConfidence, sample.rightConfidence)
      let difference = sample.left - sample.right
      if settings.convergence.contains(difference.x),
        abs(difference.y) <= settings.verticalDisparity
      {
        self.convergence = difference.x
      } else {
        // Eyes do not do that: the middle is likelier than either, for both of them.
        self.convergence = 0
        confidence /= 2
        disagrees = true
      }
    }
  }
}
