import Foundation
import GPU
import Numerics
import Rendering
import SceneModel
import Testing

/// Unlit textured squares, each pixel against the definition of its sampling.
@Suite(.serialized) struct TextureTests {
  /// The view in which a square of side 2 at z = −1 fills the image.
  static let view = View(pose: .identity, fieldOfView: FieldOfView(tangent: 1))
  static let side = 64

  /// Eight by eight texels of different colours.
  static func texel(_ x: Int, _ y: Int) -> SIMD4<UInt8> {
    SIMD4(
      UInt8(20 + 27 * x), UInt8(20 + 27 * y), UInt8((x * 37 + y * 59) % 7 * 40),
      UInt8(15 + 15 * ((x + 2 * y) % 16)))
  }

  static func wrapped(_ i: Int, _ wrap: Texture.Wrap) -> Int {
    switch wrap {
    case .clampToEdge: return min(max(i, 0), 7)
    case .repeat: return ((i % 8) + 8) % 8
    case .mirroredRepeat:
      let j = ((i % 16) + 16) % 16
      return j < 8 ? j : 15 - j
    }
  }

  static func linear(_ x: Int, _ y: Int) -> Double3 {
    let t = texel(x, y)
    return Double3(
      sRGBDecoded(Double(t.x) / 255), sRGBDecoded(Double(t.y) / 255),
      sRGBDecoded(Double(t.z) / 255))
  }

  /// The colour that the texture has at a place; nil where rounding could choose either of two
  /// texels.
  static func sample(_ uv: Double2, _ texture: Texture) -> Double3? {
    let p = uv * 8
    func at(_ x: Int, _ y: Int) -> Double3 {
      linear(wrapped(x, texture.wrapU), wrapped(y, texture.wrapV))
    }
    if texture.magnification == .nearest {
      let (dx, dy) = (p.x - p.x.rounded(), p.y - p.y.rounded())
      guard abs(dx) > 0.02, abs(dy) > 0.02 else { return nil }
      return at(Int(p.x.rounded(.down)), Int(p.y.rounded(.down)))
    }
    let q = p - Double2(0.5, 0.5)
    let (x, y) = (Int(q.x.rounded(.down)), Int(q.y.rounded(.down)))
    let (fx, fy) = (q.x - Double(x), q.y - Double(y))
    return mix(mix(at(x, y), at(x + 1, y), fx), mix(at(x, y + 1), at(x + 1, y + 1), fx), fy)
  }

  struct Case {
    var texture = Texture(image: 0)
    var transform = TextureTransform.identity
    /// UVs of the square: this scale, then this offset.
    var scale = Float2(1, 1)
    var offset = Float2.zero
    var usesSecondSet = false
  }

  /// Draws the case and returns the worst error, and how many pixels were compared.
  static func worstError(_ item: Case, _ renderer: Renderer) throws -> (error: Double, count: Int) {
    var scene = Scene()
    var reference = scene.addTexture(width: 8, height: 8, texel) {
      $0.wrapU = item.texture.wrapU
      $0.wrapV = item.texture.wrapV
      $0.magnification = item.texture.magnification
      $0.minification = item.texture.magnification
      $0.mip = nil
    }
    reference.transform = item.transform
    reference.uvSet = item.usesSecondSet ? 1 : 0
    let material = scene.addUnlit(Float3(1, 1, 1))
    scene.materials[material].baseColorTexture = reference
    var square = Primitive.square(material: material)
    let uvs = square.uv0.map { $0 * item.scale + item.offset }
    if item.usesSecondSet {
      square.uv0 = square.uv0.map { Float2($0.y, 5 * $0.x) }
      square.uv1 = uvs
    } else {
      square.uv0 = uvs
    }
    scene.add(square, at: Float3(0, 0, -1), scale: Float3(2, 2, 2))
    try renderer.setScene(scene, environment: nil)
    let picture = try renderer.picture(view)

    var (worst, count) = (0.0, 0)
    for y in 0..<side {
      for x in 0..<side {
        let raw =
          Double2(Double(x) + 0.5, Double(y) + 0.5) / Double(side) * Double2(item.scale)
          + Double2(item.offset)
        // KHR_texture_transform: scaled, then turned counter-clockwise where v points down, then
        // moved.
        let (c, s) = (cos(Double(item.transform.rotation)), sin(Double(item.transform.rotation)))
        let scaled = raw * Double2(item.transform.scale)
        let turned = Double2(c * scaled.x + s * scaled.y, c * scaled.y - s * scaled.x)
        guard let expected = sample(turned + Double2(item.transform.offset), item.texture) else {
          continue
        }
        let error = picture.rgb(x, y) - expected
        worst = max(worst, abs(error.x), abs(error.y), abs(error.z))
        count += 1
      }
    }
    return (worst, count)
  }

  @Test func wrapsAndFiltersAreThoseOfTheSampler() throws {
    let test = try TestDevice()
    let renderer = try test.renderer(width: Self.side, height: Self.side)
    var worst = 0.0
    for filter in [Texture.Filter.nearest, .linear] {
      for (u, v) in [
        (Texture.Wrap.repeat, Texture.Wrap.clampToEdge), (.mirroredRepeat, .repeat),
        (.clampToEdge, .mirroredRepeat),
      ] {
        var item = Case(scale: Float2(3, 3), offset: Float2(-1, -1))
        item.texture.wrapU = u
        item.texture.wrapV = v
        item.texture.magnification = filter
        let result = try Self.worstError(item, renderer)
        worst = max(worst, result.error)
        #expect(result.error < 0.01, "\(filter) \(u) \(v)")
        #expect(result.count > 3000)
      }
    }
    print("texture sampling: worst error \(worst)")
    try test.finish(renderer)
  }

  @Test func transformsTurnMoveAndScale() throws {
    let test = try TestDevice()
    let renderer = try test.renderer(width: Self.side, height: Self.side)
    let transforms = [
      TextureTransform(offset: Float2(0.3, 0.6)), TextureTransform(rotation: 0.5),
      TextureTransform(scale: Float2(0.5, 2)),
      TextureTransform(offset: Float2(-0.2, 0.1), rotation: -1.1, scale: Float2(1.5, 0.75)),
    ]
    for transform in transforms {
      var item = Case(transform: transform)
      item.texture.magnification = .nearest
      let result = try Self.worstError(item, renderer)
      #expect(result.error < 0.01, "\(transform)")
      #expect(result.count > 3000)
    }
    try test.finish(renderer)
  }

  @Test func secondUVSetIsUsed() throws {
    let test = try TestDevice()
    let renderer = try test.renderer(width: Self.side, height: Self.side)
    var item = Case(scale: Float2(1.5, 1), offset: Float2(0.1, 0.2), usesSecondSet: true)
    item.texture.magnification = .nearest
    let result = try Self.worstError(item, renderer)
    #expect(result.error < 0.01)
    try test.finish(renderer)
  }

  /// Far below the size of a pixel a texture is its mean.
  @Test func mipLevelsAverage() throws {
    let test = try TestDevice()
    let renderer = try test.renderer(width: Self.side, height: Self.side)
    var scene = Scene()
    let reference = scene.addTexture(
      width: 64, height: 64,
      { x, y in (x + y) % 2 == 0 ? SIMD4(255, 0, 128, 255) : SIMD4(0, 255, 128, 255) })
    let material = scene.addUnlit(Float3(1, 1, 1))
    scene.materials[material].baseColorTexture = reference
    var square = Primitive.square(material: material)
    square.uv0 = square.uv0.map { $0 * 40 }
    scene.add(square, at: Float3(0, 0, -1), scale: Float3(2, 2, 2))
    try renderer.setScene(scene, environment: nil)
    let picture = try renderer.picture(Self.view)
    let expected = Double3(0.5, 0.5, sRGBDecoded(128.0 / 255))
    for (x, y) in [(10, 10), (32, 40), (60, 5)] {
      let error = picture.rgb(x, y) - expected
      #expect(max(abs(error.x), abs(error.y), abs(error.z)) < 0.02)
    }
    try test.finish(renderer)
  }
}
