private import Foundation
import Numerics

/// How much of the sky's light arrives at a point in the hall, from a few rays against plain stand-ins
/// of what there is: boxes, columns, the vault with its opening and the doorway. Walls are taken to
/// send on a part of the light themselves.
struct GalleryOcclusion: Sendable {
  /// Boxes that stand in the way: pedestals, furniture, beams.
  var boxes: [Bounds] = []

  private static let bounce: Float = 0.34
  private static let directions: [Float3] = {
    // Cosine-weighted about +Z by the golden angle.
    (0..<40).map { i in
      let r = ((Float(i) + 0.5) / 40).squareRoot()
      let a = Float(i) * 2.399_963
      return Float3(cos(a) * r, sin(a) * r, (1 - r * r).squareRoot())
    }
  }()

  func light(at p: Float3, normal n: Float3) -> Float {
    let (t, b) = orthonormalBasis(n)
    let origin = p + n * 0.04
    // Only boxes near enough to matter.
    let near = boxes.filter { box in
      let gap = pointwiseMax(pointwiseMax(box.minimum - origin, origin - box.maximum), .zero)
      return dot(gap, gap) < 9
    }
    var sum: Float = 0
    for d in Self.directions {
      sum += light(from: origin, towards: t * d.x + b * d.y + n * d.z, near)
    }
    return min(sum / Float(Self.directions.count) * 1.25, 1)
  }

  private func light(from o: Float3, towards d: Float3, _ near: [Bounds]) -> Float {
    var nearest: Float = 30
    if d.y < -1e-4 { nearest = min(nearest, -o.y / d.y) }
    let inverse = Float3(1, 1, 1) / d
    for box in near {
      let (a, b) = ((box.minimum - o) * inverse, (box.maximum - o) * inverse)
      let enter = pointwiseMin(a, b).max()
      let leave = pointwiseMax(a, b).min()
      if enter > 0 && enter < leave { nearest = min(nearest, enter) }
    }
    nearest = min(nearest, columns(o, d))
    if let opening = opening(o, d), opening < nearest { return 1.15 }
    return Self.bounce * smoothstep(-0.25, 1.6, nearest)
  }

  /// Distance to the nearest column.
  private func columns(_ o: Float3, _ d: Float3) -> Float {
    var nearest: Float = 30
    let flat = d.x * d.x + d.z * d.z
    guard flat > 1e-6 else { return nearest }
    for side in [-1, 1] as [Float] {
      for i in 0...Hall.bays {
        let q = Float2(o.x - side * Hall.columnX, o.z - Hall.columnZ(i))
        let b = q.x * d.x + q.y * d.z
        let c = q.x * q.x + q.y * q.y - 0.08
        let discriminant = b * b - flat * c
        guard c > 0, b < 0, discriminant > 0 else { continue }
        let t = (-b - discriminant.squareRoot()) / flat
        if o.y + d.y * t < Hall.spring { nearest = min(nearest, t) }
      }
    }
    return nearest
  }

  /// Distance at which a ray leaves the hall to the open, nil when a wall or the vault stops it.
  private func opening(_ o: Float3, _ d: Float3) -> Float? {
    if o.z < Hall.back - 0.3 { return d.y > 0 ? 0 : nil }
    // The doorway.
    if d.z < 0 {
      let t = (Hall.back - o.z) / d.z
      let p = o + d * t
      let isLow = p.y < Hall.doorSpring
      if t > 0 && p.y > 0 && abs(p.x) < Hall.doorHalf && (isLow || p.y < Hall.doorSpring + 1.1) {
        return arcadeIsOpen(o, d, t) ? t : nil
      }
    }
    // The vault's opening.
    guard d.y > 0 else { return nil }
    let radius = Hall.vaultRadius + (o.y > Hall.vaultSpring ? 0.5 : 0.2)
    let q = Float2(o.x, o.y - Hall.vaultSpring)
    let e = Float2(d.x, d.y)
    let a = dot(e, e)
    let b = dot(q, e)
    let discriminant = b * b - a * (dot(q, q) - radius * radius)
    guard discriminant > 0 else { return nil }
    let t = (-b + discriminant.squareRoot()) / a
    let p = o + d * t
    let angle = atan2(p.y - Hall.vaultSpring, -p.x)
    let (front, back) = Hall.skylightZ
    guard p.z < front, p.z > back, angle > Hall.skylightAngles.0, angle < Hall.skylightAngles.1
    else { return nil }
    return arcadeIsOpen(o, d, t) ? t : nil
  }

  /// Whether a ray that starts in an aisle passes to the nave through an arch.
  private func arcadeIsOpen(_ o: Float3, _ d: Float3, _ end: Float) -> Bool {
    guard abs(o.x) > Hall.columnX, abs(d.x) > 1e-5 else { return true }
    let t = (copysign(Hall.columnX, o.x) - o.x) / d.x
    guard t > 0, t < end else { return t >= end }
    let p = o + d * t
    if p.y < Hall.spring { return true }
    let bay = (Hall.front - p.z) / Hall.bay
    let x = (bay - bay.rounded(.down) - 0.5) * Hall.bay
    let y = p.y - Hall.spring
    return x * x + y * y < Hall.archRadius * Hall.archRadius
  }
}

extension Surface {
  /// Multiplies the occlusion by the light that arrives, for a surface that stands at `m`.
  func lit(by hall: GalleryOcclusion, at m: Matrix4 = .identity) -> Surface {
    var s = self
    let chunk = 512
    let (x, y, z) = m.normalColumns
    let (positions, normals) = (positions, normals)
    let values = parallelMap((positions.count + chunk - 1) / chunk) { c in
      (c * chunk..<min((c + 1) * chunk, positions.count)).map { i in
        let n = normals[i]
        return hall.light(
          at: m.transformPoint(positions[i]), normal: normalize(x * n.x + y * n.y + z * n.z))
      }
    }.flatMap { $0 }
    for i in values.indices { s.occlusion[i] *= values[i] }
    return s
  }

  /// The same for a thing that stands free: the light at its middle from six sides.
  func litAround(_ center: Float3, by hall: GalleryOcclusion, turn: Float = 0) -> Surface {
    let q = Quaternion(angle: turn, axis: Float3(0, 1, 0))
    let sides = (0..<6).map { k -> Float in
      var n = Float3.zero
      n[k / 2] = k % 2 == 0 ? 1 : -1
      return hall.light(at: center, normal: n)
    }
    var s = self
    for i in normals.indices {
      let n = q.rotate(normals[i])
      let w = n * n
      let light =
        w.x * sides[n.x >= 0 ? 0 : 1] + w.y * sides[n.y >= 0 ? 2 : 3] + w.z
        * sides[n.z >= 0 ? 4 : 5]
      s.occlusion[i] *= light
    }
    return s
  }
}
