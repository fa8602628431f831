import Foundation
import Numerics
import SceneModel
import Testing

@testable import SceneBake

/// Buildings are panels that touch without sharing all points of their edges.
struct TouchingPiecesTests {
  /// Adds a panel of so many steps to each side with a relief of millimetres that its outline lacks,
  /// and a place of its own in the texture.
  private func addPanel(
    to part: inout Primitive, at corner: Float3, _ right: Float3, _ up: Float3, steps: Int,
    relief: Float = 0.004
  ) {
    let first = UInt32(part.positions.count)
    let normal = normalize(cross(right, up))
    let chart = Float(part.positions.count) * 0.37
    for y in 0...steps {
      for x in 0...steps {
        let (u, v) = (Float(x) / Float(steps), Float(y) / Float(steps))
        let isOutline = x == 0 || y == 0 || x == steps || y == steps
        let height = isOutline ? 0 : relief * Float((x &* 7 &+ y &* 13) % 5) / 4
        part.positions.append(corner + u * right + v * up + height * normal)
        part.normals.append(normal)
        part.uv0.append(Float2(u + chart, v))
      }
    }
    for y in 0..<steps {
      for x in 0..<steps {
        let a = first + UInt32(y * (steps + 1) + x)
        let b = a + UInt32(steps + 1)
        part.indices += [a, a + 1, b + 1, a, b + 1, b]
      }
    }
  }

  private func drawn(_ h: ClusterHierarchy, error: Float) -> [[Float3]] {
    DrawnClusters(h, needed: { h.groups[$0].error > error }).triangles
  }

  /// A wall of panels whose neighbours have other steps, so that some points of their edges meet.
  private func wall() -> Primitive {
    var wall = Primitive()
    for y in 0..<4 {
      for x in 0..<6 {
        let steps = [12, 18, 24][(x + y) % 3]
        addPanel(
          to: &wall, at: Float3(2 * Float(x), 2 * Float(y), 0), Float3(2, 0, 0), Float3(0, 2, 0),
          steps: steps)
      }
    }
    return wall
  }

  @Test func flatPanelsThatTouchBecomeFew() {
    let h = ClusterHierarchy(of: wall())
    let few = drawn(h, error: 0.1)
    print("wall: \(h.groups.count) groups, \(few.count) triangles for an error of 10 cm")
    // Two for each panel are the least.
    #expect(few.count <= 24 * 6)
    let area = few.reduce(0) { $0 + length(cross($1[1] - $1[0], $1[2] - $1[0])) / 2 }
    #expect(abs(area - 96) < 1)
  }
}
