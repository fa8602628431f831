import Numerics
import SceneStore

@testable import Streaming

/// Units on a plane, in levels of cells each half the size of the level before, and image levels at
/// places of it. Every unit needs the cell around it, and some need a neighbour of that.
struct SimulatedScene {
  struct Place {
    var center: SIMD2<Float>
    var radius: Float
    var error: Float
  }

  let graph: UnitGraph
  let places: [Place]
  static let size: Float = 100
  static let slotBytes = 1000

  init(seed: UInt64, levels: Int = 6, images: Int = 0) {
    var random = RandomSource(seed: seed)
    var costs: [UnitGraph.Cost] = []
    var dependencies: [[UInt32]] = []
    var places: [Place] = []
    var firstOfLevel: [Int] = []
    for level in 0..<levels {
      firstOfLevel.append(costs.count)
      let side = 1 << level
      let cell = Self.size / Float(side)
      for index in 0..<side * side {
        let (x, y) = (index % side, index / side)
        var needs: [UInt32] = []
        if level > 0 {
          let above = side / 2
          let parent = firstOfLevel[level - 1] + y / 2 * above + x / 2
          needs.append(UInt32(parent))
          let neighbor = firstOfLevel[level - 1] + y / 2 * above + min(x / 2 + 1, above - 1)
          if neighbor != parent, random.unit() < 0.3 { needs.append(UInt32(neighbor)) }
        }
        costs.append(
          .init(kind: .geometry, deviceBytes: Self.slotBytes, hostBytes: 300 + index % 700))
        dependencies.append(needs)
        places.append(
          Place(
            center: [(Float(x) + 0.5) * cell, (Float(y) + 0.5) * cell], radius: cell, error: cell))
      }
    }
    let root = 1
    for _ in 0..<images {
      let center = SIMD2(random.uniform(0...Self.size), random.uniform(0...Self.size))
      for level in 0..<3 {
        dependencies.append(level == 0 ? [] : [UInt32(costs.count - 1)])
        costs.append(.init(kind: .imageLevel, deviceBytes: 400 << (2 * level), hostBytes: 500))
        places.append(Place(center: center, radius: 1, error: 16 / Float(1 << level)))
      }
    }
    graph = UnitGraph(costs: costs, dependencies: dependencies, rootCount: root)
    self.places = places
  }

  /// Bytes of all units but the roots.
  var detailBytes: Int {
    graph.costs.dropFirst(graph.rootCount).reduce(0) { $0 + $1.deviceBytes }
  }

  /// How much an eye wants a unit, in thresholds of its kind.
  func want(_ unit: Int, from eye: SIMD2<Float>, geometryFactor: Float) -> Float {
    let place = places[unit]
    let offset = place.center - eye
    let distance = max((offset * offset).sum().squareRoot() - place.radius, 1)
    // Of images the device knows no threshold but the user's.
    let factor = graph.costs[unit].kind == .geometry ? geometryFactor : 1
    return place.error / distance * 4 / factor
  }
}
