private import Foundation
internal import Numerics

/// Where the sun's shadow maps lie.
///
/// The last cascade holds the whole scene (up to a limit) and never moves. The finer ones are
/// spheres around the head, so turning the head changes nothing and one set serves both eyes. They
/// move in coarse steps of whole texels, and a map is drawn anew only when it has moved: shadows of
/// still geometry neither shimmer nor cost anything while the head stays within a step. When other
/// detail is resident, the maps are drawn anew one by one; when things move, all of them.
struct ShadowCascades {
  /// A cascade is this many times larger than the next finer one.
  static let ratio: Float = 3
  /// Metres; a larger scene has shadows around the head only.
  static let maximumRadius: Float = 150
  /// The step in which a cascade follows the head, as a part of its radius.
  static let step: Float = 1 / 8

  private(set) var matrices = InlineArray<3, Matrix4>(repeating: .identity)
  /// Metres of one texel.
  private(set) var texels = InlineArray<3, Float>(repeating: 0)
  /// Whether the map must be drawn anew.
  private(set) var isStale = InlineArray<3, Bool>(repeating: true)
  private var isPlaced = false
  /// What was resident when each map was drawn.
  private var revisions = InlineArray<3, Int>(repeating: 0)
  private var framesSinceRenewal = 0

  /// Frames from one map that is drawn anew because more or less is resident to the next.
  static let renewalInterval = 4

  /// Whether the maps show what is resident.
  func isSettled(revision: Int) -> Bool {
    for index in 0..<cascadeCount where revisions[index] != revision { return false }
    return isPlaced
  }

  /// - Parameters:
  ///   - light: unit direction in which the sun's light travels.
  ///   - scene: bounds of everything that casts shadows.
  ///   - mapSize: texels of a map's side.
  ///   - revision: changes with what is resident.
  ///   - hasMoved: something in the scene has, and every map shows it.
  mutating func follow(
    head: Float3, light: Float3, scene: Bounds, mapSize: Int, revision: Int,
    hasMoved: Bool = false
  ) {
    let (right, up) = orthonormalBasis(light)
    let sceneRadius = max(scene.radius, 1e-3)
    let largest = min(sceneRadius * 1.01, Self.maximumRadius)
    let holdsScene = largest >= sceneRadius
    // Depth spans the scene along the light; what lies before it cannot cast.
    let depthCenter = dot(light, scene.center)
    for index in 0..<cascadeCount {
      let isLast = index == cascadeCount - 1
      let radius = largest / pow(Self.ratio, Float(cascadeCount - 1 - index))
      // A margin of one step keeps the head's sphere inside while the map stands still.
      let half = isLast && holdsScene ? radius : radius * (1 + Self.step)
      let texel = 2 * half / Float(mapSize)
      let focus = isLast && holdsScene ? scene.center : head
      let grid = max((radius * Self.step / texel).rounded(.down), 1) * texel
      let x = (dot(right, focus) / grid).rounded() * grid
      let y = (dot(up, focus) / grid).rounded() * grid
      // Depth 1 is nearest to the sun (reverse), 0 farthest.
      let depth = 1 / (2 * sceneRadius)
      let s = 0.5 / half
      let matrix = Matrix4(
        columns: Float4(right.x * s, up.x * s, -light.x * depth, 0),
        Float4(right.y * s, up.y * s, -light.y * depth, 0),
        Float4(right.z * s, up.z * s, -light.z * depth, 0),
        Float4(0.5 - x * s, 0.5 - y * s, 0.5 + depthCenter * depth, 1))
      isStale[index] = !isPlaced || hasMoved || matrix != matrices[index]
      matrices[index] = matrix
      texels[index] = texel
      if isStale[index] { revisions[index] = revision }
    }
    isPlaced = true
    renew(revision: revision)
  }

  /// Marks a map that shows what is no longer resident, or not yet: one at a time, the oldest first.
  private mutating func renew(revision: Int) {
    framesSinceRenewal += 1
    guard framesSinceRenewal >= Self.renewalInterval else { return }
    var oldest = 0
    for index in 1..<cascadeCount where revisions[index] < revisions[oldest] { oldest = index }
    guard revisions[oldest] != revision else { return }
    isStale[oldest] = true
    revisions[oldest] = revision
    framesSinceRenewal = 0
  }
}
