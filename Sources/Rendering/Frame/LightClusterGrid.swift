private import Foundation
internal import Numerics

/// How the head's field of view is cut by depth into light clusters: geometric slices.
struct LightClusterGrid {
  /// Where the second slice begins, metres.
  static let firstDepth: Float = 0.25
  static let lastDepth: Float = 100

  /// First slice, 1 / log(ratio between slices).
  static var depthConstants: Float4 {
    Float4(firstDepth, Float(clusterCount.z) / log(lastDepth / firstDepth), 0, 0)
  }

  static var count: Int { clusterCount.x * clusterCount.y * clusterCount.z }

  /// Words of 32 lights that each cluster has.
  static func words(forLights lights: Int) -> Int { (lights + 31) / 32 }
}
