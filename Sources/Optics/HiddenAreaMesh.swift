private import Foundation
package import Numerics

/// The part of an eye's image that the lens never shows, as triangles: to be drawn first, at the
/// near plane, so that nothing is shaded there.
///
/// A fan of sectors around the lens's axis: each covers what lies between the farthest point that
/// any channel of any display pixel shows in the sector's directions, plus a margin, and the border
/// of the image. May be empty.
package struct HiddenAreaMesh: Sendable {
  /// Three per triangle, in the image's clip space: x right and y down, both -1…1.
  package private(set) var vertices: [Float2] = []

  package var triangleCount: Int { vertices.count / 3 }

  private static let sectors = 128

  /// - Parameters:
  ///   - imageWidth: pixels of the smallest eye image that the mesh is used with; sets the margin.
  ///   - margin: pixels of the image around the visible part that stay uncovered.
  package init(for eye: EyeProfile, imageWidth: Int, imageHeight: Int, margin: Double = 1.5) {
    let size = Double2(Double(imageWidth), Double(imageHeight))
    let center = Self.clip(of: Self.axis(of: eye), in: eye.fieldOfView)
    guard abs(center.x) < 0.95, abs(center.y) < 0.95 else { return }
    let directions = Self.directions(center: center)
    let reach = Self.reach(of: eye, from: center, size: size, directions: directions)
    build(center: center, size: size, directions: directions, reach: reach, margin: margin)
  }

  /// Share of the image's area that the mesh covers, 0…1.
  package var coveredFraction: Double {
    var sum = 0.0
    for i in stride(from: 0, to: vertices.count, by: 3) {
      let (u, v) = (vertices[i + 1] - vertices[i], vertices[i + 2] - vertices[i])
      sum += Double(abs(u.x * v.y - u.y * v.x)) / 2
    }
    return sum / 4
  }

  /// Tangent of the middle of what green shows: the sectors' common centre.
  private static func axis(of eye: EyeProfile) -> Double2 {
    switch eye.lens {
    case .radial(let lens): lens.channels.1.outputOffset
    case .kannalaBrandt: .zero
    case .grid(let lens): lens.tangent(at: Double2(0.5, 0.5), channel: 1)
    }
  }

  private static func clip(of tangent: Double2, in field: FieldOfView) -> Double2 {
    let (left, right) = (Double(field.left), Double(field.right))
    let (up, down) = (Double(field.up), Double(field.down))
    return Double2(
      2 * (tangent.x - left) / (right - left) - 1, 2 * (up - tangent.y) / (up - down) - 1)
  }

  /// Angles, growing through one turn, at which sectors meet: evenly spaced, and the four corners.
  private static func directions(center: Double2) -> [Double] {
    var angles = (0..<sectors).map { Double($0) / Double(sectors) * 2 * .pi - .pi }
    for corner in [Double2(-1, -1), Double2(1, -1), Double2(1, 1), Double2(-1, 1)] {
      let d = corner - center
      angles.append(atan2(d.y, d.x))
    }
    angles.sort()
    // Directions too close to each other make slivers; corners are kept by taking the later one.
    var result: [Double] = []
    for angle in angles where result.last.map({ angle - $0 > 1e-9 }) ?? true {
      result.append(angle)
    }
    return result
  }

  /// For each sector (from a direction to the next) the farthest visible point's distance from the
  /// centre, in clip space.
  private static func reach(
    of eye: EyeProfile, from center: Double2, size: Double2, directions: [Double]
  ) -> [Double] {
    var reach = [Double](repeating: 0, count: directions.count)
    func include(_ position: Double2, _ channel: Int) {
      guard eye.lens.isInRange(position, channel: channel) else { return }
      let d =
        clip(of: eye.lens.tangent(at: position, channel: channel), in: eye.fieldOfView) - center
      let angle = atan2(d.y, d.x)
      var low = 0
      var high = directions.count
      while low < high {
        let middle = (low + high) / 2
        if directions[middle] <= angle { low = middle + 1 } else { high = middle }
      }
      let sector = (low + directions.count - 1) % directions.count
      reach[sector] = max(reach[sector], length(d))
    }
    let steps = 192
    let edge = 2048
    for channel in 0..<3 {
      for row in 0...steps {
        for column in 0...steps {
          include(Double2(Double(column), Double(row)) / Double(steps), channel)
        }
      }
      // The border of what is shown is the viewport's border or the end of the lens's range.
      for i in 0...edge {
        let t = Double(i) / Double(edge)
        for p in [Double2(t, 0), Double2(t, 1), Double2(0, t), Double2(1, t)] {
          include(p, channel)
        }
      }
      for p in rangeBorder(of: eye.lens, channel: channel, steps: edge) {
        if p.x >= 0 && p.x <= 1 && p.y >= 0 && p.y <= 1 { include(p, channel) }
      }
    }
    return reach
  }

  /// Positions a hair inside of the end of the lens's range.
  private static func rangeBorder(of lens: LensModel, channel: Int, steps: Int) -> [Double2] {
    let circle = (0..<steps).map { step in
      let angle = Double(step) / Double(steps) * 2 * .pi
      return Double2(cos(angle), sin(angle)) * (1 - 1e-9)
    }
    switch lens {
    case .radial(let lens):
      let c = lens.channel(channel)
      return circle.map { ($0 * c.maximumRadius - c.inputOffset) / lens.inputScale }
    case .kannalaBrandt(let lens):
      let c = lens.channel(channel)
      let radius = lens.maximumRadius(channel: channel)
      return circle.map { c.center + $0 * radius * lens.focal }
    case .grid:
      return []
    }
  }

  private mutating func build(
    center: Double2, size: Double2, directions: [Double], reach: [Double], margin: Double
  ) {
    let count = directions.count
    // Pixels of the margin as a length in clip space, by the coarser direction.
    let slack = margin * 2 / min(size.x, size.y)
    /// A chord between two directions comes nearer to the centre than its ends do; this is the
    /// distance of ends that keep the whole chord outside of the sector's reach.
    func needed(_ sector: Int) -> Double {
      let next = sector + 1 < count ? directions[sector + 1] : directions[0] + 2 * .pi
      return (reach[sector] + slack) / cos((next - directions[sector]) / 2)
    }
    func border(_ index: Int) -> Double {
      let d = Double2(cos(directions[index]), sin(directions[index]))
      let x = d.x > 0 ? (1 - center.x) / d.x : d.x < 0 ? (-1 - center.x) / d.x : .infinity
      let y = d.y > 0 ? (1 - center.y) / d.y : d.y < 0 ? (-1 - center.y) / d.y : .infinity
      return min(x, y)
    }
    func point(_ index: Int, _ distance: Double) -> Float2 {
      let d = Double2(cos(directions[index]), sin(directions[index]))
      return Float2(center + d * distance)
    }
    for sector in 0..<count {
      let next = (sector + 1) % count
      let inner = (
        max(needed(sector), needed((sector + count - 1) % count)),
        max(needed(sector), needed(next))
      )
      let outer = (border(sector), border(next))
      // Where an end would lie outside of the image, cutting it off would cut the visible part.
      let a = inner.0 < outer.0 ? point(sector, inner.0) : nil
      let b = inner.1 < outer.1 ? point(next, inner.1) : nil
      let (c, d) = (point(sector, outer.0), point(next, outer.1))
      if let a, let b {
        vertices += [a, c, d, a, d, b]
      } else if let a {
        vertices += cut(inside: a, corner: c, toward: d, a: inner, b: outer)
      } else if let b {
        vertices += cut(
          inside: b, corner: d, toward: c, a: (inner.1, inner.0), b: (outer.1, outer.0))
      }
    }
  }

  /// The triangle between the border and a chord that leaves the image on its way. The chord
  /// crosses the border (both are straight between two directions) where their distances agree.
  private func cut(
    inside: Float2, corner: Float2, toward: Float2, a: (Double, Double), b: (Double, Double)
  ) -> [Float2] {
    // In coordinates along the two directions, chord and border are x/a0 + y/a1 = 1 and
    // x/b0 + y/b1 = 1; the crossing divides the border segment by t = y / b1.
    let denominator = 1 / a.1 - b.0 / (a.0 * b.1)
    guard denominator > 0 || denominator < 0 else { return [] }
    let y = (1 - b.0 / a.0) / denominator
    let t = y / b.1
    guard t > 0, t <= 1 else { return [] }
    return [inside, corner, corner + (toward - corner) * Float(t)]
  }
}
