package import Numerics

extension RadialLens {
  package func tangent(at viewport: Double2, channel index: Int) -> Double2 {
    let c = channel(index)
    let p = viewport * inputScale + c.inputOffset
    return p * held(radius: length(p), c) * outputScale + c.outputOffset
  }

  /// Whether the position lies in the range in which the channel shows something.
  package func isInRange(_ viewport: Double2, channel index: Int) -> Bool {
    let c = channel(index)
    return length(viewport * inputScale + c.inputOffset) <= c.maximumRadius
  }

  /// Exact to rounding; nil when the tangent lies beyond the channel's range. The position may lie
  /// outside of the viewport.
  package func viewportPosition(ofTangent tangent: Double2, channel index: Int) -> Double2? {
    let c = channel(index)
    let q = (tangent - c.outputOffset) / outputScale
    let target = length(q)
    guard let radius = radius(forProduct: target, c) else { return nil }
    // At the centre p and q are parallel with the ratio `scale(0)`.
    let p = target > 1e-12 ? q * (radius / target) : q / Self.scale(radius: 0, c, kind)
    return (p - c.inputOffset) / inputScale
  }

  /// `scale` with its straight continuation beyond the range.
  private func held(radius r: Double, _ c: Channel) -> Double {
    let limit = c.maximumRadius
    if r <= limit { return Self.scale(radius: r, c, kind) }
    return (Self.product(limit, c, kind) + Self.slope(limit, c, kind) * (r - limit)) / r
  }

  /// Solves r · scale(r) = target by Newton's method kept inside a shrinking bracket.
  private func radius(forProduct target: Double, _ c: Channel) -> Double? {
    var (low, high) = (0.0, c.maximumRadius)
    guard target.isFinite, target <= Self.product(high, c, kind) else { return nil }
    var r = min(high, target / Self.scale(radius: 0, c, kind))
    for _ in 0..<100 {
      let error = Self.product(r, c, kind) - target
      if error > 0 { high = r } else { low = r }
      let slope = Self.slope(r, c, kind)
      var next = slope > 0 ? r - error / slope : .infinity
      if !(next > low && next < high) { next = (low + high) / 2 }
      if abs(next - r) <= 1e-15 * max(1, r) { return next }
      r = next
    }
    return r
  }

  private static func scale(radius r: Double, _ c: Channel, _ kind: Kind) -> Double {
    let k = c.coefficients
    let r2 = r * r
    switch kind {
    case .evenPolynomial: return k.x + r2 * (k.y + r2 * (k.z + r2 * (k.w + r2 * c.last)))
    case .polynomial: return k.x + r * (k.y + r * (k.z + r * (k.w + r * c.last)))
    case .rational: return k.x / (1 + r2 * (k.y + r2 * (k.z + r2 * k.w))) + c.last
    }
  }

  private static func product(_ r: Double, _ c: Channel, _ kind: Kind) -> Double {
    r * scale(radius: r, c, kind)
  }

  /// Derivative of r · scale(r).
  private static func slope(_ r: Double, _ c: Channel, _ kind: Kind) -> Double {
    let k = c.coefficients
    let r2 = r * r
    switch kind {
    case .evenPolynomial:
      return k.x + r2 * (3 * k.y + r2 * (5 * k.z + r2 * (7 * k.w + r2 * 9 * c.last)))
    case .polynomial:
      return k.x + r * (2 * k.y + r * (3 * k.z + r * (4 * k.w + r * 5 * c.last)))
    case .rational:
      let d = 1 + r2 * (k.y + r2 * (k.z + r2 * k.w))
      let dd = r2 * (2 * k.y + r2 * (4 * k.z + r2 * 6 * k.w))
      return k.x * (d - dd) / (d * d) + c.last
    }
  }

  /// Largest radius up to which the mapping grows, within twice the field of view: walked outwards
  /// in small steps, so that a pole or a turning point is met before it is passed.
  static func range(
    of c: Channel, kind: Kind, inputScale: Double2, outputScale: Double2, field: FieldOfView
  ) -> Double {
    let edge = max(
      abs(Double(field.left)), abs(Double(field.right)), abs(Double(field.up)),
      abs(Double(field.down)))
    let reach = 3 * edge / min(abs(outputScale.x), abs(outputScale.y))
    // No position of the viewport is farther from the centre than this.
    let far = length(
      Double2(
        max(abs(c.inputOffset.x), abs(inputScale.x + c.inputOffset.x)),
        max(abs(c.inputOffset.y), abs(inputScale.y + c.inputOffset.y))))
    let end = min(c.maximumRadius, far * 1.25)
    let steps = 4096
    var last = 0.0
    for step in 1...steps {
      let r = end * Double(step) / Double(steps)
      let value = product(r, c, kind)
      guard value.isFinite, value > product(last, c, kind), slope(r, c, kind) > 1e-6,
        value <= reach
      else { return last }
      last = r
    }
    return last
  }
}
