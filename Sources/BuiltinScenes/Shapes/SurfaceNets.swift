private import Foundation
import Numerics

/// A solid given by its signed distance, or something near it: negative inside.
struct Solid: Sendable {
  var bounds: Bounds
  var distance: @Sendable (Float3) -> Float

  func gradient(_ p: Float3, _ h: Float) -> Float3 {
    let (x, y, z) = (Float3(h, 0, 0), Float3(0, h, 0), Float3(0, 0, h))
    return Float3(
      distance(p + x) - distance(p - x), distance(p + y) - distance(p - y),
      distance(p + z) - distance(p - z)) / (2 * h)
  }

  /// How open the surroundings of a surface point are, from samples along its normal (Evans, "Fast
  /// Approximations for Global Illumination on Dynamic Scenes", 2006).
  func openness(_ p: Float3, _ n: Float3, reach: Float) -> Float {
    var (closed, weight): (Float, Float) = (0, 1)
    for i in 1...4 {
      let h = reach * Float(i) / 4
      closed += weight * max(0, h - distance(p + n * h)) / reach
      weight *= 0.65
    }
    return clamp01(1 - 0.75 * closed)
  }
}

extension Surface {
  /// The surface of a solid by naive surface nets (Gibson 1998): one vertex for each cell that the
  /// surface passes, moved onto it, with the distance's gradient as normal. Closed when the solid
  /// stays inside its bounds. UV: around the vertical axis and down, in metres.
  ///
  /// - Parameter cell: size of a grid cell, metres.
  init(_ solid: Solid, cell: Float, occlusionReach: Float = 0.25) {
    self.init()
    let origin = solid.bounds.minimum - cell
    let size = solid.bounds.size + 2 * cell
    let (nx, ny, nz) = (
      Int(size.x / cell) + 2, Int(size.y / cell) + 2, Int(size.z / cell) + 2
    )
    let values = sample(solid, origin, cell, (nx, ny, nz))
    // Vertices, slice by slice.
    let found = parallelMap(nz - 1) { k in
      cells(solid, (values[k], values[k + 1]), k, nx, ny, origin, cell, occlusionReach)
    }
    var ids = [[UInt32]](
      repeating: [UInt32](repeating: .max, count: (nx - 1) * (ny - 1)), count: nz - 1)
    for (k, slice) in found.enumerated() {
      for vertex in slice {
        ids[k][vertex.cell] = UInt32(positions.count)
        let (p, n) = (vertex.position, vertex.normal)
        let around = Float3(p.z, 0, -p.x)
        addVertex(
          p, normal: n, uv: Float2(atan2(p.x, p.z) * 0.5, -p.y),
          along: length(around) > 1e-4 ? around : Float3(1, 0, 0), down: Float3(0, -1, 0))
        occlusion[occlusion.count - 1] = vertex.openness
      }
    }
    // A quad around each grid edge that crosses the surface.
    let w = nx - 1
    for k in 1..<(nz - 1) {
      for j in 1..<(ny - 1) {
        for i in 1..<(nx - 1) {
          let inside = values[k][j * nx + i] < 0
          func quad(_ a: UInt32, _ b: UInt32, _ c: UInt32, _ d: UInt32) {
            if inside { addQuad(a, b, c, d) } else { addQuad(d, c, b, a) }
          }
          let here = j * w + i
          if inside != (values[k][j * nx + i + 1] < 0) {
            quad(ids[k - 1][here - w], ids[k - 1][here], ids[k][here], ids[k][here - w])
          }
          if inside != (values[k][(j + 1) * nx + i] < 0) {
            quad(ids[k - 1][here - 1], ids[k][here - 1], ids[k][here], ids[k - 1][here])
          }
          if inside != (values[k + 1][j * nx + i] < 0) {
            quad(ids[k][here - w - 1], ids[k][here - w], ids[k][here], ids[k][here - 1])
          }
        }
      }
    }
  }
}

private struct NetVertex: Sendable {
  var cell: Int
  var position: Float3
  var normal: Float3
  var openness: Float
}

/// The distance at every grid point, slice by slice. Blocks of points that are far from the surface
/// get their middle's distance: only its sign matters there.
private func sample(
  _ solid: Solid, _ origin: Float3, _ cell: Float, _ count: (Int, Int, Int)
) -> [[Float]] {
  let (nx, ny, nz) = count
  let side = 4
  // Half a block's diagonal, with room for distances that are not quite exact.
  let reach = cell * Float(side) * 0.87 * 1.7
  return parallelMap((nz + side - 1) / side) { layer in
    let slices = layer * side..<min((layer + 1) * side, nz)
    var result = [[Float]](repeating: [Float](repeating: 0, count: nx * ny), count: slices.count)
    for j0 in stride(from: 0, to: ny, by: side) {
      for i0 in stride(from: 0, to: nx, by: side) {
        let half = Float(side - 1) / 2
        let middle = Float3(Float(i0) + half, Float(j0) + half, Float(slices.lowerBound) + half)
        let d = solid.distance(origin + cell * middle)
        let isFar = abs(d) > reach
        for k in slices {
          for j in j0..<min(j0 + side, ny) {
            for i in i0..<min(i0 + side, nx) {
              result[k - slices.lowerBound][j * nx + i] =
                isFar ? d : solid.distance(origin + cell * Float3(Float(i), Float(j), Float(k)))
            }
          }
        }
      }
    }
    return result
  }.flatMap { $0 }
}

private func cells(
  _ solid: Solid, _ slices: ([Float], [Float]), _ k: Int, _ nx: Int, _ ny: Int, _ origin: Float3,
  _ cell: Float, _ reach: Float
) -> [NetVertex] {
  var result: [NetVertex] = []
  for j in 0..<(ny - 1) {
    for i in 0..<(nx - 1) {
      let at = j * nx + i
      let (a, b) = slices
      let corners =
        (SIMD8(
          a[at], a[at + 1], a[at + nx], a[at + nx + 1], b[at], b[at + 1], b[at + nx], b[at + nx + 1]
        ))
      let inside = corners .< 0
      if all(inside) || !any(inside) { continue }
      var (sum, count) = (Float3.zero, Float(0))
      for c in 0..<8 {
        for axis in 0..<3 where c >> axis & 1 == 0 {
          let other = c | 1 << axis
          guard inside[c] != inside[other] else { continue }
          var p = Float3(Float(c & 1), Float(c >> 1 & 1), Float(c >> 2))
          p[axis] = corners[c] / (corners[c] - corners[other])
          sum += p
          count += 1
        }
      }
      var p = origin + cell * (Float3(Float(i), Float(j), Float(k)) + sum / count)
      let middle = p
      // One Newton step with the cell's own slope.
      let (even, odd) = (corners.evenHalf.sum(), corners.oddHalf.sum())
      let (low, high) = (corners.lowHalf, corners.highHalf)
      let rise = Float3(
        odd - even,
        low.highHalf.sum() + high.highHalf.sum() - low.lowHalf.sum() - high.lowHalf.sum(),
        high.sum() - low.sum())
      var g = rise / (4 * cell)
      p -= g * (solid.distance(p) / max(dot(g, g), 0.05))
      // A vertex may not leave its cell's surroundings, or the net would fold.
      let step = p - middle
      if length(step) > cell * 0.6 { p = middle + step * (cell * 0.6 / length(step)) }
      g = solid.gradient(p, cell * 0.4)
      let n = normalize(g, fallback: Float3(0, 1, 0))
      result.append(
        NetVertex(
          cell: j * (nx - 1) + i, position: p, normal: n,
          openness: reach > 0 ? solid.openness(p, n, reach: reach) : 1))
    }
  }
  return result
}
