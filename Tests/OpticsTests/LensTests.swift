import Foundation
import Numerics
import Optics
import Testing

@Suite struct Lenses {
  @Test(arguments: Profiles.names)
  func inverseReturnsToTheSamePixel(name: String) throws {
    let profile = try Profiles.load(name)
    for eye in [profile.eyes.left, profile.eyes.right] {
      var random = RandomSource(seed: 11)
      var checked = 0
      while checked < 400 {
        let position = random.position()
        guard eye.visible(position) else { continue }
        checked += 1
        for channel in 0..<3 {
          let t = eye.lens.tangent(at: position, channel: channel)
          let back = eye.lens.viewportPosition(
            ofTangent: t, channel: channel, viewportPixels: eye.viewportPixels)
          let error = back.map { length(($0 - position) * eye.viewportPixels) } ?? .infinity
          #expect(error < 0.01, "\(name) at \(position), channel \(channel)")
        }
      }
    }
  }

  @Test(arguments: Profiles.names)
  func inverseRefusesWhatIsOutOfRange(name: String) throws {
    let eye = try Profiles.load(name).eyes.left
    for t in [Double2(1e6, 0), Double2(0, -1e9), Double2(.nan, 0), Double2(.infinity, 1)] {
      for channel in 0..<3 {
        let position = eye.lens.viewportPosition(
          ofTangent: t, channel: channel, viewportPixels: eye.viewportPixels)
        #expect(position == nil)
      }
    }
  }

  /// A straight line in the world, drawn on the display where the inverse says, is seen as a
  /// straight line through the lens, also with the display's pixels rounded.
  @Test(arguments: Profiles.names)
  func straightLinesStayStraight(name: String) throws {
    let eye = try Profiles.load(name).eyes.left
    let f = eye.fieldOfView
    for channel in 0..<3 {
      for y in stride(from: Double(f.down) * 0.9, through: Double(f.up) * 0.9, by: 0.2) {
        for x in stride(from: Double(f.left), through: Double(f.right), by: 0.05) {
          let position = eye.lens.viewportPosition(
            ofTangent: Double2(x, y), channel: channel, viewportPixels: eye.viewportPixels)
          guard let position, eye.visible(position) else { continue }
          let pixels = position * eye.viewportPixels
          let snapped = pixels.rounded(.toNearestOrEven) / eye.viewportPixels
          let seen = eye.lens.tangent(at: snapped, channel: channel)
          let step = eye.tangentPerPixel(at: position, channel: channel)
          // Half a pixel either way.
          let bound = 0.52 * (abs(step.x.y) + abs(step.y.y))
          #expect(abs(seen.y - y) <= bound)
        }
      }
    }
  }

  @Test(arguments: Profiles.names)
  func tableIsExactToATenthOfAPixel(name: String) throws {
    let profile = try Profiles.load(name)
    for eye in [profile.eyes.left, profile.eyes.right] {
      let grid = DistortionGrid(for: eye)
      #expect(grid.columns <= 257, "\(name): \(grid.columns)")
      var random = RandomSource(seed: 3)
      for _ in 0..<1500 {
        let position = random.position()
        guard eye.visible(position) else { continue }
        for channel in 0..<3 {
          let shown = grid.tangent(at: position, channel: channel)
          let back = eye.lens.viewportPosition(
            ofTangent: shown, channel: channel, viewportPixels: eye.viewportPixels)
          // At the very edge the table's answer may lie just outside of a mesh.
          guard let back else { continue }
          let error = length((back - position) * eye.viewportPixels)
          #expect(error < 0.1, "\(name) at \(position): \(error)")
        }
      }
    }
  }

  @Test func theMiddleIsSeenAndTheAxisPointsAhead() throws {
    for (label, eye, _) in try Profiles.eyes() {
      let axis = eye.lens.viewportPosition(
        ofTangent: .zero, channel: 1, viewportPixels: eye.viewportPixels)
      #expect(axis.map { eye.visible($0) } ?? false, "\(label)")
      // Right on the display is right in the eye, and down is down.
      let middle = Double2(0.5, 0.5)
      let step = eye.tangentPerPixel(at: middle, channel: 1)
      #expect(step.x.x > 0 && step.y.y < 0, "\(label)")
    }
  }

  @Test func blueIsSpreadMoreThanRed() throws {
    for name in ["vive", "psvr", "generic", "quest-3", "rift-dk1"] {
      let eye = try Profiles.load(name).eyes.left
      let axis = try #require(
        eye.lens.viewportPosition(
          ofTangent: .zero, channel: 1, viewportPixels: eye.viewportPixels))
      var last = 0.0
      for step in 1...4 {
        let position = axis - Double2(0.08 * Double(step), 0)
        let red = eye.lens.tangent(at: position, channel: 0)
        let blue = eye.lens.tangent(at: position, channel: 2)
        let spread = length(blue) - length(red)
        #expect(spread > last, "\(name)")
        last = spread
      }
    }
  }

  @Test func densityOfPixelsByHand() {
    // An ideal lens of a display of 1000 pixels over ±1: in the middle 500 pixels per unit of
    // tangent; at 45° the same pixels cover half the angle radially and 1/√2 across.
    let channel = RadialLens.Channel(
      inputOffset: Double2(-1, -1), outputOffset: .zero, coefficients: SIMD4(1, 0, 0, 0))
    let field = FieldOfView(left: -1, right: 1, up: 1, down: -1)
    let lens = RadialLens(
      kind: .evenPolynomial, inputScale: Double2(2, 2), outputScale: Double2(1, -1),
      channels: (channel, channel, channel), field: field)
    let eye = EyeProfile(
      viewport: PixelRect(width: 1000, height: 1000), fieldOfView: field, lens: .radial(lens))
    let middle = 500 * Double.pi / 180
    #expect(abs(eye.pixelsPerDegree(at: Double2(0.5, 0.5)) - middle) < 1e-4)
    let side = middle * (2 * 2.0.squareRoot()).squareRoot()
    #expect(abs(eye.pixelsPerDegree(at: Double2(1, 0.5)) - side) < 1e-3)
  }

  @Test func mirroredTwiceIsTheSame() throws {
    for (label, eye, profile) in try Profiles.eyes() {
      let other = eye.mirrored(panelWidth: profile.display.width)
      let same = other.mirrored(panelWidth: profile.display.width)
      var random = RandomSource(seed: 5)
      for _ in 0..<100 {
        let p = random.position()
        for channel in 0..<3 {
          let t = eye.lens.tangent(at: p, channel: channel)
          let u = other.lens.tangent(at: Double2(1 - p.x, p.y), channel: channel)
          #expect(distance(t * Double2(-1, 1), u) < 1e-9, "\(label)")
          #expect(distance(t, same.lens.tangent(at: p, channel: channel)) < 1e-9)
        }
        #expect(eye.visible(p) == other.visible(Double2(1 - p.x, p.y)), "\(label)")
      }
      #expect(same.viewport == eye.viewport && same.fieldOfView == eye.fieldOfView)
    }
  }

  /// A mesh of a smooth lens comes near the lens it was measured from.
  @Test func splinesFollowTheMeasuredLens() throws {
    let exact = try Profiles.load("generic").eyes.left.lens
    let n = 33
    var tangents: [Double2] = []
    for row in 0..<n {
      for column in 0..<n {
        let p = Double2(Double(column), Double(row)) / Double(n - 1)
        for channel in 0..<3 { tangents.append(exact.tangent(at: p, channel: channel)) }
      }
    }
    let mesh = GridLens(columns: n, rows: n, tangents: tangents)
    #expect(mesh.firstFold == nil)
    var random = RandomSource(seed: 6)
    for _ in 0..<2000 {
      let p = Double2(0.04, 0.04) + random.position() * 0.92
      let error = distance(mesh.tangent(at: p, channel: 1), exact.tangent(at: p, channel: 1))
      #expect(error < 2e-5)
    }
  }

  @Test func pathologicalCoefficientsEndTheRange() {
    let field = FieldOfView(left: -1, right: 1, up: 1, down: -1)
    func range(_ kind: RadialLens.Kind, _ k: SIMD4<Double>) -> Double {
      let c = RadialLens.Channel(
        inputOffset: Double2(-1, -1), outputOffset: .zero, coefficients: k)
      return RadialLens(
        kind: kind, inputScale: Double2(2, 2), outputScale: Double2(1, -1),
        channels: (c, c, c), field: field
      ).channels.0.maximumRadius
    }
    // r - r³ turns round at 1/√3.
    let turn = range(.evenPolynomial, SIMD4(1, -1, 0, 0))
    #expect(abs(turn - 1 / 3.0.squareRoot()) < 1e-3)
    // 1 / (1 - r²) has its pole at 1, and leaves three times the field before it.
    let pole = range(.rational, SIMD4(1, -1, 0, 0))
    #expect(pole < 1 && pole > 0.8)
    #expect(range(.evenPolynomial, SIMD4(-1, 0, 0, 0)) == 0)
  }
}
