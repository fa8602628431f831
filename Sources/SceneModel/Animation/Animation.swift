package struct Animation: Sendable {
  package enum Interpolation: Sendable { case linear, step, cubicSpline }
  package enum Path: Sendable { case translation, rotation, scale, weights }

  /// Key frames. `outputs` holds, for each time, `components` floats (three times as many with a
  /// cubic spline: in-tangent, value, out-tangent).
  package struct Sampler: Sendable {
    /// Seconds, strictly increasing.
    package var times: [Float]
    package var outputs: [Float]
    package var components: Int
    package var interpolation: Interpolation

    package init(times: [Float], outputs: [Float], components: Int, interpolation: Interpolation) {
      self.times = times
      self.outputs = outputs
      self.components = components
      self.interpolation = interpolation
    }
  }

  package struct Channel: Sendable {
    package var node: Int
    package var path: Path
    package var sampler: Int

    package init(node: Int, path: Path, sampler: Int) {
      self.node = node
      self.path = path
      self.sampler = sampler
    }
  }

  package var name = ""
  package var samplers: [Sampler] = []
  package var channels: [Channel] = []

  package init() {}

  /// Seconds until the last key.
  package var duration: Float { samplers.compactMap(\.times.last).max() ?? 0 }
}
