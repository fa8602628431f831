import Foundation
import Numerics
import Testing

@Suite struct Views {
  /// Where a point lands is worked out from similar triangles in the eye's frame, in double
  /// precision, and compared with the matrices in pixels of a 2048 × 2048 image.
  @Test func markersLandWhereGeometrySays() {
    var random = RandomSource(seed: 20)
    var checked = 0
    while checked < 1000 {
      let view = View(pose: random.pose(-3...3), fieldOfView: random.fieldOfView())
      let f = view.fieldOfView
      // A point at a depth inside of the field.
      let depth = random.uniform(0.3...50)
      let t = f.tangent(atImagePosition: Float2(random.unit(), random.unit()))
      let local = Double3(Double(t.x), Double(t.y), -1) * Double(depth)
      let world = view.pose.transformPoint(Float3(local))
      let clip = view.viewProjection(near: 0.1) * Float4(world, 1)
      let ndc = Float2(clip.x, clip.y) / clip.w
      let pixel = (ndc + 1) * 1024
      let x = (Double(t.x) - Double(f.left)) / Double(f.right - f.left) * 2048
      let y = (Double(f.up) - Double(t.y)) / Double(f.up - f.down) * 2048
      #expect(abs(Double(pixel.x) - x) < 0.25 && abs(Double(pixel.y) - y) < 0.25)
      #expect(abs(clip.z / clip.w - 0.1 / depth) < 1e-4)
      checked += 1
    }
  }

  @Test func cornersMeetTheImagesCorners() {
    let f = FieldOfView(left: -1.4, right: 1.1, up: 0.9, down: -1.2)
    let p = f.projection(near: 0.05)
    for (t, corner) in [
      (Float2(-1.4, 0.9), Float2(-1, -1)), (Float2(1.1, 0.9), Float2(1, -1)),
      (Float2(-1.4, -1.2), Float2(-1, 1)), (Float2(1.1, -1.2), Float2(1, 1)),
    ] {
      for depth: Float in [0.05, 1, 1000] {
        let clip = p * Float4(t.x * depth, t.y * depth, -depth, 1)
        #expect(length(Float2(clip.x, clip.y) / clip.w - corner) < 1e-5)
        #expect(abs(clip.z / clip.w - 0.05 / depth) < 1e-6)
      }
      #expect(length(f.imagePosition(ofTangent: t) * 2 - 1 - corner) < 1e-6)
    }
  }

  @Test func imagePositionsAndTangentsAreInverse() {
    var random = RandomSource(seed: 22)
    for _ in 0..<300 {
      let f = random.fieldOfView()
      let p = Float2(random.unit(), random.unit())
      #expect(length(f.imagePosition(ofTangent: f.tangent(atImagePosition: p)) - p) < 1e-5)
      let g = random.fieldOfView()
      let u = f.union(g)
      #expect(u.left <= min(f.left, g.left) && u.right >= max(f.right, g.right))
      #expect(u.up >= max(f.up, g.up) && u.down <= min(f.down, g.down))
    }
    let symmetric = FieldOfView(horizontal: .pi / 2, vertical: .pi / 3)
    #expect(abs(symmetric.right - 1) < 1e-6 && abs(symmetric.up - 0.57735) < 1e-5)
    #expect(symmetric.left == -symmetric.right && symmetric.down == -symmetric.up)
  }

  /// The same marker in both eyes is shifted by the eyes' distance over its depth.
  @Test func disparityIsThatOfTheEyesDistance() {
    let f = FieldOfView(left: -1.2, right: 0.8, up: 1, down: -1)
    for depth: Float in [0.5, 1, 3, 20] {
      func x(_ eye: Float) -> Float {
        let view = View(pose: Pose(position: Float3(eye, 0, 0)), fieldOfView: f)
        let clip = view.viewProjection(near: 0.1) * Float4(0, 0.1, -depth, 1)
        return (clip.x / clip.w + 1) / 2 * 2000
      }
      #expect(abs((x(-0.032) - x(0.032)) - 0.064 / depth * 1000) < 0.01)
    }
  }
}

@Suite struct Frusta {
  /// Anything that either of two canted, asymmetric eyes sees is inside of their union.
  @Test func theUnionHoldsAllThatEitherEyeSees() {
    var random = RandomSource(seed: 30)
    for _ in 0..<300 {
      let head = random.pose(-2...2)
      func eye(_ x: Float) -> View {
        let cant = Quaternion(
          angle: random.uniform(-0.15...0.15),
          axis: normalize(random.vector(), fallback: Float3(0, 1, 0)))
        return View(
          pose: head * Pose(position: Float3(x, 0, 0), orientation: cant),
          fieldOfView: random.fieldOfView())
      }
      let views = [eye(-0.032), eye(0.032)]
      let near: Float = 0.05
      let frustum = Frustum(unionOf: views, near: near)
      for view in views {
        for _ in 0..<60 {
          var p = Float2(random.unit(), random.unit())
          // Corners and edges too.
          if random.next32() % 3 == 0 { p.x = p.x.rounded() }
          if random.next32() % 3 == 0 { p.y = p.y.rounded() }
          let t = view.fieldOfView.tangent(atImagePosition: p)
          let depth = near * pow(2, random.uniform(0...12))
          let world = view.pose.transformPoint(Float3(t.x, t.y, -1) * depth)
          #expect(frustum.intersects(center: world, radius: 1e-5 * max(1, depth)))
        }
      }
    }
  }

  @Test func whatIsClearlyOutsideIsOut() {
    var random = RandomSource(seed: 31)
    var rejected = 0
    for _ in 0..<200 {
      let view = View(pose: random.pose(-2...2), fieldOfView: random.fieldOfView())
      let f = view.fieldOfView
      let frustum = Frustum(unionOf: [view], near: 0.1)
      for _ in 0..<20 {
        let local = random.vector(-20...20)
        let t = Float2(local.x, local.y) / max(-local.z, 1e-3)
        let inside =
          -local.z >= 0.1 && t.x >= f.left && t.x <= f.right && t.y >= f.down && t.y <= f.up
        let world = view.pose.transformPoint(local)
        let seen = frustum.intersects(center: world, radius: 0)
        // With one view the frustum is exact, up to rounding at its faces.
        if seen != inside {
          #expect(frustum.intersects(center: world, radius: 1e-3))
          #expect(!inside || -local.z < 0.101 || seen)
        }
        if !seen { rejected += 1 }
      }
    }
    #expect(rejected > 2000)
  }

  @Test func spheresCountWithTheirRadius() {
    let view = View(
      pose: .identity, fieldOfView: FieldOfView(left: -1, right: 1, up: 1, down: -1))
    let frustum = Frustum(unionOf: [view], near: 0.1)
    // At 45° a centre 1 m outside along x is 1/√2 m from the plane.
    #expect(frustum.intersects(center: Float3(6, 0, -5), radius: 0.71))
    #expect(!frustum.intersects(center: Float3(6, 0, -5), radius: 0.70))
    #expect(!frustum.intersects(center: Float3(0, 0, 1), radius: 1))
    #expect(frustum.intersects(center: Float3(0, 0, 1), radius: 1.2))
  }

  @Test func viewsBackToBackSeeEverything() {
    let f = FieldOfView(left: -1, right: 1, up: 1, down: -1)
    let back = Pose(orientation: Quaternion(angle: .pi, axis: Float3(0, 1, 0)))
    let frustum = Frustum(
      unionOf: [View(pose: .identity, fieldOfView: f), View(pose: back, fieldOfView: f)], near: 0.1)
    var random = RandomSource(seed: 32)
    for _ in 0..<100 {
      #expect(frustum.intersects(center: random.vector(-9...9), radius: 0))
    }
  }
}
