import Foundation
import Numerics
import Testing

@Suite struct Rotations {
  @Test func axesTurnCounterclockwise() {
    let quarter = Quaternion(angle: .pi / 2, axis: Float3(0, 1, 0))
    #expect(near(quarter.rotate(Float3(0, 0, -1)), Float3(-1, 0, 0)))
    let up = Quaternion(angle: .pi / 2, axis: Float3(1, 0, 0))
    #expect(near(up.rotate(Float3(0, 0, -1)), Float3(0, 1, 0)))
    let roll = Quaternion(angle: .pi / 2, axis: Float3(0, 0, 1))
    #expect(near(roll.rotate(Float3(1, 0, 0)), Float3(0, 1, 0)))
    #expect(cross(Float3(1, 0, 0), Float3(0, 1, 0)) == Float3(0, 0, 1))
  }

  @Test func productsInversesAndMatricesAgree() {
    var random = RandomSource(seed: 1)
    for _ in 0..<500 {
      let (a, b, v) = (random.rotation(), random.rotation(), random.vector(-5...5))
      #expect(near((a * b).rotate(v), a.rotate(b.rotate(v))))
      #expect(near(a.inverse.rotate(a.rotate(v)), v))
      #expect(abs(length(a.rotate(v)) - length(v)) < 1e-5 * max(1, length(v)))
      let m = Matrix4(rotation: a)
      #expect(near(m.transformDirection(v), a.rotate(v)))
      #expect(abs(m.determinant3 - 1) < 1e-5)
      let back = Quaternion(rotation: m)
      #expect(abs(abs(dot(back.vector, a.vector)) - 1) < 1e-5)
    }
  }

  /// Rodrigues' formula in double precision.
  @Test func turnsByTheAngleAboutTheAxis() {
    var random = RandomSource(seed: 2)
    for _ in 0..<300 {
      let axis = normalize(random.vector(), fallback: Float3(0, 1, 0))
      let (angle, v) = (random.uniform(-7...7), random.vector())
      let (k, d) = (Double3(axis), Double3(v))
      let (c, s) = (cos(Double(angle)), sin(Double(angle)))
      let expected = d * c + cross(k, d) * s + k * (dot(k, d) * (1 - c))
      #expect(near(Quaternion(angle: angle, axis: axis).rotate(v), Float3(expected), 2e-6))
    }
  }

  @Test func shortestTurnsBetweenDirections() {
    var random = RandomSource(seed: 3)
    for _ in 0..<300 {
      let a = normalize(random.vector(), fallback: Float3(1, 0, 0))
      let b = normalize(random.vector(), fallback: Float3(0, 1, 0))
      let q = Quaternion(from: a, to: b)
      #expect(near(q.rotate(a), b, 1e-4))
      let angle = 2 * acos(min(1, abs(q.vector.w)))
      #expect(abs(angle - acos(min(1, max(-1, dot(a, b))))) < 2e-3)
      #expect(near(Quaternion(from: a, to: -a).rotate(a), -a, 1e-4))
    }
  }

  @Test func slerpGoesEvenlyAlongTheShortArc() {
    var random = RandomSource(seed: 4)
    for _ in 0..<200 {
      let axis = normalize(random.vector(), fallback: Float3(0, 0, 1))
      let (start, angle) = (random.rotation(), random.uniform(-3...3))
      let end = Quaternion(angle: angle, axis: axis) * start
      for t: Float in [0, 0.25, 0.5, 0.9, 1] {
        let expected = Quaternion(angle: angle * t, axis: axis) * start
        let flipped = Quaternion(-end.vector)
        for q in [Quaternion.slerp(start, end, t), .slerp(start, flipped, t)] {
          #expect(abs(abs(dot(q.vector, expected.vector)) - 1) < 1e-5)
        }
      }
    }
  }

  @Test func looksWhereItIsTold() {
    var random = RandomSource(seed: 5)
    for _ in 0..<300 {
      let (eye, target) = (random.vector(-9...9), random.vector(-9...9))
      let pose = Pose(position: eye, lookingAt: target)
      let forward = normalize(target - eye)
      #expect(near(pose.forward, forward, 1e-4))
      #expect(abs(pose.right.y) < 1e-4 && pose.up.y > -1e-4)
      #expect(near(cross(pose.right, pose.up), -pose.forward, 1e-4))
    }
    // Straight up and down there is no upright; any rotation that looks there will do.
    for y: Float in [-3, 3] {
      let pose = Pose(position: .zero, lookingAt: Float3(0, y, 0))
      #expect(near(pose.forward, Float3(0, y / 3, 0)))
    }
  }

  @Test func basesAreOrthonormalAndRightHanded() {
    var random = RandomSource(seed: 6)
    for index in 0..<400 {
      let n = index == 0 ? Float3(0, 0, -1) : normalize(random.vector(), fallback: Float3(0, 0, 1))
      let (t, b) = orthonormalBasis(n)
      #expect(near(cross(t, b), n) && abs(dot(t, b)) < 1e-5 && abs(length(t) - 1) < 1e-5)
    }
  }
}

@Suite struct Transforms {
  @Test func posesComposeAndInvert() {
    var random = RandomSource(seed: 7)
    for _ in 0..<300 {
      let (a, b, p) = (random.pose(), random.pose(), random.vector(-5...5))
      let through = a.transformPoint(b.transformPoint(p))
      #expect(near((a * b).transformPoint(p), through))
      #expect(near((a * a.inverse).transformPoint(p), p, 3e-5))
      #expect(near(a.matrix.transformPoint(p), a.transformPoint(p)))
      #expect(near((a.matrix * b.matrix).transformPoint(p), through))
    }
  }

  @Test func affineInversesUndo() throws {
    var random = RandomSource(seed: 8)
    for _ in 0..<300 {
      let scale = Float3(random.uniform(0.2...3), -random.uniform(0.2...3), random.uniform(0.2...3))
      let m = Matrix4(
        translation: random.vector(-9...9), rotation: random.rotation(), scale: scale)
      let p = random.vector(-5...5)
      let inverse = try #require(m.affineInverse)
      #expect(near(inverse.transformPoint(m.transformPoint(p)), p, 1e-4))
      #expect(m.determinant3 < 0)
      #expect(abs(m.maximumScale - max(abs(scale.x), max(abs(scale.y), abs(scale.z)))) < 1e-4)
      #expect(m.transposed.transposed == m)
      // Normals stay at right angles to what they are normal to, and on the same side.
      let (t, b) = orthonormalBasis(normalize(p, fallback: Float3(0, 1, 0)))
      let n = cross(t, b)
      let c = m.normalColumns
      let turned = c.0 * n.x + c.1 * n.y + c.2 * n.z
      #expect(abs(dot(normalize(turned), normalize(m.transformDirection(t)))) < 1e-3)
      #expect(dot(turned, m.transformDirection(n)) > 0)
    }
    #expect(Matrix4.scale(Float3(1, 0, 1)).affineInverse == nil)
    #expect(Matrix4.scale(Float3(.infinity, 1, 1)).affineInverse == nil)
  }

  @Test func boundsHoldWhatTheyShould() {
    var random = RandomSource(seed: 9)
    for _ in 0..<200 {
      var bounds = Bounds.empty
      #expect(bounds.isEmpty && bounds.radius == 0)
      let points = (0..<6).map { _ in random.vector(-4...4) }
      for p in points { bounds.include(p) }
      let m = Matrix4(
        translation: random.vector(), rotation: random.rotation(), scale: random.vector(-2...2))
      let moved = bounds.transformed(by: m)
      for p in points {
        let q = m.transformPoint(p)
        #expect(!any(q .< moved.minimum - 1e-4) && !any(q .> moved.maximum + 1e-4))
        #expect(length(p - bounds.center) <= bounds.radius + 1e-5)
      }
      #expect(bounds.union(.empty) == bounds && Bounds.empty.transformed(by: m).isEmpty)
    }
  }

  @Test func randomNumbersAreTheGeneratorsReferenceOnes() {
    // PCG32 with seed 42 and stream 54: the demonstration program of the generator's author.
    var random = RandomSource(seed: 42, stream: 54)
    let expected: [UInt32] = [
      0xa15c_02b7, 0x7b47_f409, 0xba1d_3330, 0x83d2_f293, 0xbfa4_784b, 0xcbed_606e,
    ]
    #expect(expected.map { _ in random.next32() } == expected)
    for _ in 0..<1000 {
      let u = random.unit()
      #expect(u >= 0 && u < 1)
    }
  }
}
