internal import Numerics

/// glTF 2.0, appendix C: how key frames become values.
extension Animation.Sampler {
  /// The keys that a time lies between; one and the same outside of all.
  struct Span {
    var key: Int
    var next: Int
    /// Part of the way from one to the other, 0…1.
    var share: Float
    /// Seconds.
    var length: Float
  }

  /// - Precondition: there is a key.
  func span(at time: Float) -> Span {
    var (low, high) = (0, times.count)
    while low < high {
      let middle = (low + high) / 2
      if times[middle] <= time { low = middle + 1 } else { high = middle }
    }
    guard low > 0, low < times.count else {
      let key = min(low, times.count - 1)
      return Span(key: key, next: key, share: 0, length: 0)
    }
    let length = times[low] - times[low - 1]
    return Span(
      key: low - 1, next: low, share: (time - times[low - 1]) / length, length: length)
  }

  /// A number of what is not a rotation.
  func value(_ component: Int, in span: Span) -> Float {
    switch interpolation {
    case .step: return outputs[span.key * components + component]
    case .linear:
      let from = outputs[span.key * components + component]
      let to = outputs[span.next * components + component]
      return from + (to - from) * span.share
    case .cubicSpline:
      let (t, components) = (span.share, components)
      let from = span.key * 3 * components + component
      let to = span.next * 3 * components + component
      let (square, cube) = (t * t, t * t * t)
      // Values and, in seconds, the slopes of the curve at both keys.
      return (2 * cube - 3 * square + 1) * outputs[from + components]
        + (cube - 2 * square + t) * span.length * outputs[from + 2 * components]
        + (3 * square - 2 * cube) * outputs[to + components]
        + (cube - square) * span.length * outputs[to]
    }
  }

  func vector(in span: Span) -> Float3 {
    Float3(value(0, in: span), value(1, in: span), value(2, in: span))
  }

  /// Along the shorter arc; curves are of unit length again.
  func rotation(in span: Span) -> Quaternion {
    guard interpolation == .linear, span.next != span.key else {
      let q = Float4(
        value(0, in: span), value(1, in: span), value(2, in: span), value(3, in: span))
      return Quaternion(q).normalized
    }
    return Quaternion.slerp(
      quaternion(ofKey: span.key).normalized, quaternion(ofKey: span.next).normalized, span.share)
  }

  private func quaternion(ofKey key: Int) -> Quaternion {
    let first = key * components
    return Quaternion(
      x: outputs[first], y: outputs[first + 1], z: outputs[first + 2], w: outputs[first + 3])
  }
}

extension Animation {
  /// Seconds of the key frames at a time: behind its end an animation begins anew.
  static func position(at time: Double, of duration: Double) -> Float {
    guard time > duration, duration > 0 else { return Float(max(time, 0)) }
    return Float(time.truncatingRemainder(dividingBy: duration))
  }
}
