import Numerics
import Optics
import Testing

/// Values worked out apart from this code, from the published formulas and parameters.
@Suite struct GoldenVectors {
  /// Image position (0…1, y down) of what a viewport position shows.
  private func image(_ eye: EyeProfile, _ x: Double, _ y: Double, _ channel: Int) -> Double2 {
    let t = eye.lens.tangent(at: Double2(x, y), channel: channel)
    let f = eye.fieldOfView
    return Double2(
      (t.x - Double(f.left)) / Double(f.right - f.left),
      (Double(f.up) - t.y) / Double(f.up - f.down))
  }

  private func expect(_ a: Double2, _ x: Double, _ y: Double, _ tolerance: Double = 2e-6) {
    #expect(abs(a.x - x) < tolerance && abs(a.y - y) < tolerance, "\(a) is not (\(x), \(y))")
  }

  @Test func viveLeftEye() throws {
    let eye = try Profiles.load("vive").eyes.left
    expect(image(eye, 0.25, 0.5, 0), 0.328773, 0.500206)
    expect(image(eye, 0.25, 0.5, 1), 0.327356, 0.500225)
    expect(image(eye, 0.25, 0.5, 2), 0.325861, 0.500246)
    expect(image(eye, 0.9, 0.5, 0), 0.779298, 0.500334)
    expect(image(eye, 0.9, 0.5, 1), 0.781411, 0.500358)
    expect(image(eye, 0.9, 0.5, 2), 0.783759, 0.500385)
    expect(image(eye, 0.5, 0.05, 0), 0.489146, 0.110535)
    expect(image(eye, 0.5, 0.05, 1), 0.488602, 0.105119)
    expect(image(eye, 0.5, 0.05, 2), 0.487826, 0.097375)
  }

  @Test func viveScaleAtUnitRadius() throws {
    let eye = try Profiles.load("vive").eyes.left
    guard case .radial(let lens) = eye.lens else {
      Issue.record("the Vive's lens is radial")
      return
    }
    for (channel, scale) in [1.39595, 1.41588, 1.44449].enumerated() {
      let c = lens.channel(channel)
      let viewport = (Double2(1, 0) - c.inputOffset) / lens.inputScale
      let t = lens.tangent(at: viewport, channel: channel) - c.outputOffset
      #expect(abs(t.x / lens.outputScale.x - scale) < 1e-5)
    }
  }

  @Test func playStationVR() throws {
    let eye = try Profiles.load("psvr").eyes.left
    for (channel, x) in [0.850415, 0.853572, 0.857079].enumerated() {
      expect(image(eye, 0.9, 0.5, channel), x, 0.5)
    }
    for (channel, x) in [0.039424, 0.035274, 0.030664].enumerated() {
      expect(image(eye, 0.1, 0.1, channel), x, x)
    }
  }

  /// Distances from the lens's axis, in tangents of the screen, to tangents through the lens.
  @Test(arguments: [
    (
      [0.441, 0.156], [(0.2, 0.203578), (0.4, 0.429821), (0.6, 0.707387), (0.8, 1.07691)]
    ),
    (
      [0.34, 0.55], [(0.2, 0.202896), (0.4, 0.427392), (0.6, 0.716208), (0.8, 1.154304)]
    ),
  ])
  func cardboard(k: [Double], pairs: [(Double, Double)]) {
    let field = FieldOfView(left: -2, right: 2, up: 2, down: -2)
    let channel = RadialLens.Channel(
      inputOffset: Double2(-1, -1), outputOffset: .zero,
      coefficients: SIMD4(1, k[0], k[1], 0))
    let lens = RadialLens(
      kind: .evenPolynomial, inputScale: Double2(2, 2), outputScale: Double2(1, -1),
      channels: (channel, channel, channel), field: field)
    for (r, expected) in pairs {
      for direction in [Double2(1, 0), Double2(0, 1), Double2(0.6, -0.8)] {
        let viewport = (direction * r + Double2(1, 1)) / 2
        let t = lens.tangent(at: viewport, channel: 1)
        #expect(abs(length(t) - expected) < 1e-6)
        #expect(distance(t, direction * Double2(1, -1) * expected) < 1e-6)
        let back = lens.viewportPosition(ofTangent: t, channel: 1)
        #expect(back.map { distance($0, viewport) < 1e-12 } ?? false)
      }
    }
  }

  @Test func kannalaBrandtByHand() {
    // One radian off the axis with k = (0.1, -0.02, 0.003, -0.0004): radius 1.0826.
    let channel = KannalaBrandtLens.Channel(
      center: Double2(0.5, 0.5), coefficients: SIMD4(0.1, -0.02, 0.003, -0.0004))
    let lens = KannalaBrandtLens(
      focal: Double2(0.25, 0.25), channels: (channel, channel, channel),
      field: FieldOfView(left: -2, right: 2, up: 2, down: -2))
    let t = lens.tangent(at: Double2(0.5 + 0.25 * 1.0826, 0.5), channel: 0)
    #expect(abs(t.x - 1.5574077246549023) < 1e-12 && t.y == 0)
    let up = lens.tangent(at: Double2(0.5, 0.5 - 0.25 * 1.0826), channel: 2)
    #expect(abs(up.y - 1.5574077246549023) < 1e-12)
  }

  @Test func perPixelValuesGiveTheSameMapping() throws {
    for (label, eye, _) in try Profiles.eyes() {
      guard let values = eye.lens.radialCoefficients else { continue }
      var random = RandomSource(seed: 4)
      for _ in 0..<500 {
        let uv = random.position()
        guard eye.visible(uv) else { continue }
        for channel in 0..<3 {
          let c = values.channels[channel]
          let p = Float2(uv) * values.inputScale + c.inputOffset
          let (r2, k) = (dot(p, p), c.coefficients)
          #expect(r2 <= c.maximumRadiusSquared * 1.0001)
          let scale: Float
          switch values.kind {
          case .evenPolynomial:
            scale = k.x + r2 * (k.y + r2 * (k.z + r2 * (k.w + r2 * c.last)))
          case .polynomial:
            let r = r2.squareRoot()
            scale = k.x + r * (k.y + r * (k.z + r * (k.w + r * c.last)))
          case .rational:
            scale = k.x / (1 + r2 * (k.y + r2 * (k.z + r2 * k.w))) + c.last
          }
          let t = p * scale * values.outputScale + c.outputOffset
          let exact = eye.lens.tangent(at: uv, channel: channel)
          #expect(distance(Double2(t), exact) < 3e-6, "\(label)")
        }
      }
    }
  }
}
