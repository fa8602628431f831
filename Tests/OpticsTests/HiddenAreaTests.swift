import Numerics
import Optics
import Testing

@Suite struct HiddenArea {
  /// Which pixels of an image the triangles cover, by their centres.
  private func covered(_ mesh: HiddenAreaMesh, size: Int) -> [Bool] {
    var mask = [Bool](repeating: false, count: size * size)
    for i in stride(from: 0, to: mesh.vertices.count, by: 3) {
      let corners = (0..<3).map { (mesh.vertices[i + $0] + 1) * Float(size) / 2 }
      let low = corners.reduce(corners[0]) { pointwiseMin($0, $1) }
      let high = corners.reduce(corners[0]) { pointwiseMax($0, $1) }
      for y in max(0, Int(low.y))...max(0, min(size - 1, Int(high.y))) {
        for x in max(0, Int(low.x))...max(0, min(size - 1, Int(high.x))) {
          let p = Float2(Float(x) + 0.5, Float(y) + 0.5)
          let sides = (0..<3).map { k in
            let (a, b) = (corners[k], corners[(k + 1) % 3])
            return (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x)
          }
          if sides.allSatisfy({ $0 >= 0 }) || sides.allSatisfy({ $0 <= 0 }) {
            mask[y * size + x] = true
          }
        }
      }
    }
    return mask
  }

  /// Which pixels any display pixel's channel reads, with bilinear filtering.
  private func read(_ eye: EyeProfile, size: Int) -> [Bool] {
    var mask = [Bool](repeating: false, count: size * size)
    let samples = 700
    for row in 0...samples {
      for column in 0...samples {
        let p = Double2(Double(column), Double(row)) / Double(samples)
        for channel in 0..<3 where eye.lens.isInRange(p, channel: channel) {
          let t = eye.lens.tangent(at: p, channel: channel)
          let image = eye.fieldOfView.imagePosition(ofTangent: Float2(t)) * Float(size) - 0.5
          guard image.x > -1, image.y > -1, image.x < Float(size), image.y < Float(size) else {
            continue
          }
          let (x, y) = (Int(image.x.rounded(.down)), Int(image.y.rounded(.down)))
          for (i, j) in [(x, y), (x + 1, y), (x, y + 1), (x + 1, y + 1)] {
            guard i >= 0, j >= 0, i < size, j < size else { continue }
            mask[j * size + i] = true
          }
        }
      }
    }
    return mask
  }

  @Test(arguments: Profiles.names)
  func neverCoversWhatIsShownAndCoversMostOfTheRest(name: String) throws {
    let profile = try Profiles.load(name)
    let size = 256
    for eye in [profile.eyes.left, profile.eyes.right] {
      let mesh = HiddenAreaMesh(for: eye, imageWidth: size, imageHeight: size)
      let covered = covered(mesh, size: size)
      let read = read(eye, size: size)
      let wrong = zip(covered, read).count { $0 && $1 }
      #expect(wrong == 0, "\(name) covers \(wrong) pixels that are shown")
      let hidden = read.count { !$0 }
      let missed = zip(covered, read).count { !$0 && !$1 }
      // A border of a few pixels stays uncovered on purpose.
      #expect(missed < hidden / 10 + 6 * size, "\(name) leaves \(missed) of \(hidden)")
      #expect(mesh.triangleCount <= 400)
      let fraction = Double(covered.count { $0 }) / Double(size * size)
      #expect(abs(fraction - mesh.coveredFraction) < 0.005)
    }
  }

  @Test func anIdealLensHidesNothing() throws {
    let channel = RadialLens.Channel(
      inputOffset: Double2(-1, -1), outputOffset: .zero, coefficients: SIMD4(1, 0, 0, 0))
    let field = FieldOfView(left: -1, right: 1, up: 1, down: -1)
    let lens = RadialLens(
      kind: .evenPolynomial, inputScale: Double2(2, 2), outputScale: Double2(1, -1),
      channels: (channel, channel, channel), field: field)
    let eye = EyeProfile(
      viewport: PixelRect(width: 500, height: 500), fieldOfView: field, lens: .radial(lens))
    #expect(HiddenAreaMesh(for: eye, imageWidth: 500, imageHeight: 500).vertices.isEmpty)
  }
}
