private import Foundation
import Numerics
import SceneModel

/// A point of a generated material.
struct Texel {
  /// As displayed, sRGB-encoded 0…1.
  var color: Float3
  var alpha: Float = 1
  var roughness: Float = 0.5
  var metallic: Float = 0
  var occlusion: Float = 1
  /// In units of the recipe's `relief`.
  var height: Float = 0
}

/// How to paint a material's textures.
struct TextureRecipe: Sendable {
  var name: String
  var width: Int
  var height: Int
  /// Metres that the picture's width spans on the surface.
  var tile: Float
  /// Metres of a height of 1; 0: no normal map.
  var relief: Float = 0
  /// Whether roughness, metalness and occlusion vary: an image with occlusion in red, roughness in
  /// green and metalness in blue.
  var packsSurface = true
  var clamps = false
  /// From UV, v down, in 0…1.
  var paint: @Sendable (Float2) -> Texel
}

struct BakedTextures: Sendable {
  var color: Image
  var surface: Image?
  var normal: Image?
}

extension TextureRecipe {
  func bake() -> BakedTextures {
    var color = [UInt8](repeating: 255, count: width * height * 4)
    var surface = packsSurface ? color : []
    var heights = [Float](repeating: 0, count: relief > 0 ? width * height : 0)
    for y in 0..<height {
      for x in 0..<width {
        let t = paint(
          Float2((Float(x) + 0.5) / Float(width), (Float(y) + 0.5) / Float(height)))
        let i = y * width + x
        color[i * 4] = byte(t.color.x)
        color[i * 4 + 1] = byte(t.color.y)
        color[i * 4 + 2] = byte(t.color.z)
        color[i * 4 + 3] = byte(t.alpha)
        if packsSurface {
          surface[i * 4] = byte(t.occlusion)
          surface[i * 4 + 1] = byte(t.roughness)
          surface[i * 4 + 2] = byte(t.metallic)
        }
        if relief > 0 { heights[i] = t.height }
      }
    }
    func image(_ suffix: String, _ pixels: [UInt8]) -> Image {
      Image(name: "\(name) \(suffix)", width: width, height: height, pixels: pixels)
    }
    return BakedTextures(
      color: image("colour", color),
      surface: packsSurface ? image("occlusion roughness metalness", surface) : nil,
      normal: relief > 0 ? image("normal", normals(of: heights)) : nil)
  }

  /// Tangent-space normals, green up in the picture, from central differences.
  private func normals(of heights: [Float]) -> [UInt8] {
    var pixels = [UInt8](repeating: 255, count: width * height * 4)
    let slope = relief * Float(width) / tile * 0.5
    func neighbour(_ i: Int, _ count: Int) -> Int {
      clamps ? min(max(i, 0), count - 1) : (i + count) % count
    }
    for y in 0..<height {
      let above = neighbour(y - 1, height) * width
      let below = neighbour(y + 1, height) * width
      for x in 0..<width {
        let (left, right) = (neighbour(x - 1, width), neighbour(x + 1, width))
        let dx = heights[y * width + right] - heights[y * width + left]
        let dy = heights[above + x] - heights[below + x]
        let n = normalize(Float3(-dx * slope, -dy * slope, 1)) * 0.5 + 0.5
        let i = (y * width + x) * 4
        pixels[i] = byte(n.x)
        pixels[i + 1] = byte(n.y)
        pixels[i + 2] = byte(n.z)
      }
    }
    return pixels
  }
}

@inline(__always)
private func byte(_ x: Float) -> UInt8 { UInt8(clamp01(x) * 255 + 0.5) }
