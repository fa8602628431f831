import Numerics

/// A line in the plane, to be turned on a lathe or drawn along a path. Corners sharper than 35°
/// stay sharp.
struct Profile: Sendable {
  struct Point: Sendable {
    var position: Float2
    var direction: Float2
    /// Length along the profile.
    var along: Float
  }

  /// Two for each stretch between corners or more.
  private(set) var runs: [[Point]] = []

  init(_ points: [Float2]) {
    var along: Float = 0
    var run: [Point] = []
    for i in points.indices {
      let before = i > 0 ? normalize(points[i] - points[i - 1]) : .zero
      let after = i + 1 < points.count ? normalize(points[i + 1] - points[i]) : .zero
      if i > 0 { along += Numerics.length(points[i] - points[i - 1]) }
      let isSharp = before != .zero && after != .zero && dot(before, after) < 0.82
      if isSharp {
        run.append(Point(position: points[i], direction: before, along: along))
        runs.append(run)
        run = [Point(position: points[i], direction: after, along: along)]
      } else {
        run.append(
          Point(position: points[i], direction: normalize(before + after), along: along))
      }
    }
    runs.append(run)
  }

  init(_ points: [(Float, Float)]) { self.init(points.map { Float2($0.0, $0.1) }) }

  var length: Float { runs.last?.last?.along ?? 0 }
}

/// Where a profile's plane stands: x and y need not be unit vectors.
struct SweepFrame {
  var origin: Float3
  var x: Float3
  var y: Float3

  func point(_ p: Float2) -> Float3 { origin + x * p.x + y * p.y }
}

extension Surface {
  /// The profile drawn through the frames. The outside is to the right of the profile seen along the
  /// path: normal = path × profile direction. UV: u as given for each frame, v against the profile's
  /// length.
  static func sweep(
    _ profile: Profile, through frames: [SweepFrame], closed: Bool = false, u: [Float]
  ) -> Surface {
    var s = Surface()
    let count = frames.count
    for run in profile.runs {
      let base = UInt32(s.positions.count)
      for i in 0..<count {
        let (previous, next) =
          closed
          ? (frames[i == 0 ? count - 2 : i - 1], frames[i == count - 1 ? 1 : i + 1])
          : (frames[max(i - 1, 0)], frames[min(i + 1, count - 1)])
        let f = frames[i]
        for p in run {
          var along = next.point(p.position) - previous.point(p.position)
          if Numerics.length(along) < 1e-6 {
            // On the axis of a lathe: look a little way out.
            let out = p.position + Float2(0.01, 0)
            along = next.point(out) - previous.point(out)
          }
          let direction = f.x * p.direction.x + f.y * p.direction.y
          let n = normalize(cross(normalize(along), normalize(direction)))
          s.addVertex(
            f.point(p.position), normal: n, uv: Float2(u[i], -p.along), along: along,
            down: -direction)
        }
      }
      let rows = UInt32(run.count)
      for i in 0..<UInt32(count - 1) {
        for j in 0..<rows - 1 {
          let a = base + i * rows + j
          s.addQuad(a, a + rows, a + rows + 1, a + 1)
        }
      }
    }
    return s
  }

  /// A body turned about +Y; the profile is (radius, height) from bottom to top of its outside. UV in
  /// metres at `reference` radius, or once around for nil.
  static func lathe(_ profile: Profile, segments: Int, reference: Float? = nil) -> Surface {
    let frames = (0...segments).map { i -> SweepFrame in
      let c = circle(i % segments, of: segments)
      return SweepFrame(origin: .zero, x: Float3(c.x, 0, -c.y), y: Float3(0, 1, 0))
    }
    let around = (reference ?? 1 / (2 * .pi)) * 2 * .pi
    return sweep(
      profile, through: frames, closed: true,
      u: (0...segments).map { Float($0) / Float(segments) * around })
  }

  /// A straight moulding from `start` to `end`; the profile's x points along `out`, its y up along
  /// `up`. Seen against `out`, the path must run to the right.
  static func moulding(
    _ profile: Profile, from start: Float3, to end: Float3, out: Float3, up: Float3
  )
    -> Surface
  {
    sweep(
      profile,
      through: [start, end].map { SweepFrame(origin: $0, x: out, y: up) },
      u: [0, Numerics.length(end - start)])
  }

  /// A tube of round section along a line of points.
  static func tube(_ points: [Float3], radius: Float, sides: Int) -> Surface {
    var frames: [SweepFrame] = []
    var u: [Float] = []
    var side = orthonormalBasis(normalize(points[1] - points[0])).tangent
    var total: Float = 0
    for i in points.indices {
      let d = normalize(points[min(i + 1, points.count - 1)] - points[max(i - 1, 0)])
      // The side axis is carried along, so the tube does not twist.
      side = normalize(side - d * dot(side, d))
      frames.append(SweepFrame(origin: points[i], x: side, y: cross(side, d)))
      if i > 0 { total += Numerics.length(points[i] - points[i - 1]) }
      u.append(total)
    }
    let ring = (0...sides).map { i -> Float2 in circle(i % sides, of: sides) * radius }
    return sweep(Profile(smoothLoop: ring), through: frames, u: u)
  }
}

extension Profile {
  /// A closed smooth line: the first point is repeated as the last.
  init(smoothLoop points: [Float2]) {
    var run: [Point] = []
    var along: Float = 0
    let n = points.count - 1
    for i in 0...n {
      let d = normalize(points[(i + 1) % n] - points[(i + n - 1) % n])
      if i > 0 { along += Numerics.length(points[i] - points[i - 1]) }
      run.append(Point(position: points[i], direction: d, along: along))
    }
    runs = [run]
  }
}
