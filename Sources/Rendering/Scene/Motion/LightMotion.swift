internal import Numerics
internal import SceneModel

/// Lights that animations move.
struct LightMotion {
  private let scene: Scene
  /// Of all lights in the order of the table, when any moves; else none.
  private let nodes: [Int]
  /// Of the sun, when it moves.
  private let sunNode: Int?

  init(_ scene: Scene, _ lights: SceneLights) {
    let moved = scene.movedNodes()
    let all = lights.directionalNodes + lights.localNodes
    self.scene = scene
    nodes = all.contains { moved[$0] } ? all : []
    sunNode = lights.sunNode.flatMap { moved[$0] ? $0 : nil }
  }

  var isEmpty: Bool { nodes.isEmpty && sunNode == nil }
  var byteCount: Int { nodes.count * MemoryLayout<LightRecord>.stride }

  /// Writes the table of lights. Allocates nothing.
  func write(to memory: UnsafeMutableRawPointer, in pose: ScenePose) {
    let records = memory.assumingMemoryBound(to: LightRecord.self)
    for (index, node) in nodes.enumerated() {
      guard let light = scene.nodes[node].light else { continue }
      records[index] = LightRecord(scene.lights[light], transform: pose.world[node])
    }
  }

  /// Unit direction in which the sun's light travels; nil when it does not move.
  func sunDirection(in pose: ScenePose) -> Float3? {
    sunNode.map {
      normalize(
        pose.world[$0].transformDirection(Float3(0, 0, -1)), fallback: Float3(0, -1, 0))
    }
  }
}
