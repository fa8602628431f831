private import Foundation
internal import Numerics

// Mirrors Shaders/Shared/Frame.glsl: the two change together. Every member is a multiple of 16 bytes
// or stands where GLSL's scalar layout puts it too.

let maximumViews = 6
let cascadeCount = 3
let clusterCount = (x: 16, y: 12, z: 24)
/// DISTANCE_BINS of Shaders/Cull/Cull.glsl.
let sortingBins = 16

struct ViewConstants {
  var viewProjection = Matrix4.identity
  var position = Float4.zero
  var tangents = Float4.zero
  var axes = InlineArray<3, Float4>(repeating: .zero)
  var window = Float4.zero
  var region = Float4.zero
  var hole = Float4.zero
}

struct LayerViewConstants {
  var origin = Float2.zero
  var perPitch = Float2.zero
  var center = Float2.zero
  var inverseRadius = Float2.zero
}

struct LayerConstants {
  var views = InlineArray<2, LayerViewConstants>(repeating: LayerViewConstants())
  var drawn = Float2.zero
  var inverseSize = Float2.zero
  var image: UInt32 = 0
  var padding: (UInt32, UInt32, UInt32) = (0, 0, 0)
}

struct FrameConstants {
  var views = InlineArray<6, ViewConstants>(repeating: ViewConstants())
  var shadowFromWorld = InlineArray<3, Matrix4>(repeating: .identity)
  var cascadeTexel = Float4.zero
  var frustum = InlineArray<5, Float4>(repeating: .zero)
  var headAxes = InlineArray<3, Float4>(repeating: .zero)
  var headPosition = Float4.zero
  var clusterTangents = Float4.zero
  var clusterDepth = Float4.zero
  var sunDirection = Float4.zero
  var sunIlluminance = Float4.zero
  var ambient = Float4.zero
  var irradiance = InlineArray<9, Float4>(repeating: .zero)
  var viewCount: UInt32 = 0
  var lightCount: UInt32 = 0
  var directionalCount: UInt32 = 0
  var environmentTexture: UInt32 = 0
  var environmentSampler: UInt32 = 0
  var environmentLevels: Float = 0
  var brdfTexture: UInt32 = 0
  var brdfSampler: UInt32 = 0
  var shadowTexture: UInt32 = 0
  var shadowSampler: UInt32 = 0
  var lights: UInt64 = 0
  var clusters: UInt64 = 0
  var layers = InlineArray<3, LayerConstants>(repeating: LayerConstants())
  var imageSize = Float2.zero
  var blend: Float = 0
  var layerCount: UInt32 = 1
  /// What bends parts; see `BendRecord`.
  var bends: UInt64 = 0
}

extension FrameConstants {
  /// Everything that follows from where the eyes are.
  mutating func set(_ input: FrameInput, near: Float) {
    var field = FieldOfView(left: .infinity, right: -.infinity, up: -.infinity, down: .infinity)
    let turnToHead = input.head.orientation.inverse
    for index in 0..<input.viewCount {
      let view = input.views[index]
      var constants = ViewConstants()
      constants.viewProjection = view.viewProjection(near: near)
      constants.position = Float4(view.pose.position, 1)
      let f = view.fieldOfView
      constants.tangents = Float4(f.left, f.right, f.up, f.down)
      constants.axes = Self.axes(of: view.pose.orientation)
      constants.window = Float4(0, 0, 2 / imageSize.x, 2 / imageSize.y)
      views[index] = constants
      field = field.union(f.turned(by: turnToHead * view.pose.orientation))
    }
    let frustum = Frustum(unionOf: input, near: near)
    self.frustum = [
      frustum.planes.0, frustum.planes.1, frustum.planes.2, frustum.planes.3, frustum.planes.4,
    ]
    headAxes = Self.axes(of: input.head.orientation)
    headPosition = Float4(input.head.position, near)
    clusterTangents = Float4(field.left, field.right, field.up, field.down)
    sunIlluminance.w = exp2(input.exposure)
    ambient = Float4(input.ambient, 0)
    viewCount = UInt32(input.viewCount)
  }

  /// Spreads the bins of front-to-back sorting over the distances at which the scene can be.
  mutating func setSortRange(head: Float3, scene: Bounds) {
    let distance = length(scene.center - head)
    let nearest = max(distance - scene.radius, 0.25)
    let octaves = max(log2((distance + scene.radius) / nearest), 0.01)
    clusterDepth.z = log2(nearest)
    clusterDepth.w = Float(sortingBins) / octaves
  }

  private static func axes(of q: Quaternion) -> InlineArray<3, Float4> {
    [
      Float4(q.rotate(Float3(1, 0, 0)), 0), Float4(q.rotate(Float3(0, 1, 0)), 0),
      Float4(q.rotate(Float3(0, 0, 1)), 0),
    ]
  }
}
