import Numerics
import SceneModel
import Testing

@testable import SceneImport

@Suite struct MaterialTests {
  /// A document with one material and a texture of one texel, on uv set 0.
  private func material(_ json: String, rest: String = "") throws -> Material {
    let png = """
      iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJg\
      gg==
      """
    return try load(
      """
      {"asset": {"version": "2.0"}, "images": [{"uri": "data:image/png;base64,\(png)"}],
       "textures": [{"source": 0}], "materials": [\(json)]\(rest)}
      """
    ).materials[0]
  }

  @Test func defaults() throws {
    let m = try material("{}")
    #expect(m.baseColor == Float4(1, 1, 1, 1) && m.metallic == 1 && m.roughness == 1)
    #expect(m.alphaMode == .opaque && m.alphaCutoff == 0.5 && !m.isDoubleSided)
    #expect(m.emissive == .zero && m.indexOfRefraction == 1.5 && m.specular == 1)
  }

  @Test func everything() throws {
    let m = try material(
      """
      {"pbrMetallicRoughness": {"baseColorFactor": [0.1, 0.2, 0.3, 0.4], "metallicFactor": 0.5,
        "roughnessFactor": 0.25, "baseColorTexture": {"index": 0, "texCoord": 1}},
       "normalTexture": {"index": 0, "scale": 2, "extensions": {"KHR_texture_transform":
         {"offset": [0.5, 0.25], "rotation": 1, "scale": [2, 3], "texCoord": 1}}},
       "occlusionTexture": {"index": 0, "strength": 0.75}, "emissiveFactor": [1, 0.5, 0],
       "alphaMode": "MASK", "alphaCutoff": 0.3, "doubleSided": true,
       "extensions": {"KHR_materials_unlit": {}, "KHR_materials_ior": {"ior": 1.33},
         "KHR_materials_emissive_strength": {"emissiveStrength": 4},
         "KHR_materials_specular": {"specularFactor": 0.5, "specularColorFactor": [1, 2, 3],
           "specularColorTexture": {"index": 0}}}}
      """)
    #expect(m.baseColor == Float4(0.1, 0.2, 0.3, 0.4) && m.metallic == 0.5 && m.roughness == 0.25)
    #expect(m.baseColorTexture == TextureReference(texture: 0, uvSet: 1))
    #expect(
      m.normalTexture
        == TextureReference(
          texture: 0, uvSet: 1,
          transform: TextureTransform(
            offset: Float2(0.5, 0.25), rotation: 1, scale: Float2(2, 3))))
    #expect(m.normalScale == 2 && m.occlusionStrength == 0.75 && m.emissive == Float3(4, 2, 0))
    #expect(m.alphaMode == .mask && m.alphaCutoff == 0.3 && m.isDoubleSided && m.isUnlit)
    #expect(m.indexOfRefraction == 1.33 && m.specular == 0.5)
    #expect(m.specularColor == Float3(1, 2, 3) && m.specularColorTexture?.texture == 0)
  }

  /// Converting what metallic-roughness says into specular-glossiness and back gives it again.
  @Test func specularGlossinessRoundTrip() {
    for metallic in stride(from: Float(0), through: 1, by: 0.125) {
      for value in [Float(0.1), 0.5, 0.9] {
        let reflected = 0.04 * (1 - metallic) + value * metallic
        let scattered = 0.96 * value * (1 - metallic)
        let source = SpecularGlossiness(
          diffuse: Float4(Float3(repeating: scattered / (1 - reflected)), 0.5),
          specular: Float3(repeating: reflected), glossiness: 0.25)
        let result = source.converted()
        #expect(abs(result.metallic - metallic) < 1e-3)
        #expect(abs(result.baseColor.x - value) < 2e-3)
        #expect(result.baseColor.w == 0.5 && result.roughness == 0.75)
      }
    }
  }

  @Test func specularGlossinessColors() {
    let gold = SpecularGlossiness(
      diffuse: Float4(0, 0, 0, 1), specular: Float3(1, 0.766, 0.336), glossiness: 1
    ).converted()
    #expect(gold.metallic > 0.9999 && gold.roughness == 0)
    #expect(length(gold.baseColor.xyz - Float3(1, 0.766, 0.336)) < 1e-3)
    let plastic = SpecularGlossiness(
      diffuse: Float4(0.48, 0.24, 0, 1), specular: Float3(repeating: 0.04), glossiness: 0.5
    ).converted()
    #expect(plastic.metallic == 0 && length(plastic.baseColor.xyz - Float3(0.48, 0.24, 0)) < 1e-3)
  }

  @Test func specularGlossinessTexels() {
    // Two texels: a rough red dielectric and a smooth white metal.
    let diffuse = Image(name: "d", width: 2, height: 1, pixels: [255, 0, 0, 128, 0, 0, 0, 255])
    let specular = Image(
      name: "s", width: 4, height: 2,
      pixels: Array(
        repeating: [56, 56, 56, 0, 56, 56, 56, 0, 255, 255, 255, 255, 255, 255, 255, 255]
          as [UInt8],
        count: 2
      ).joined().map { $0 })
    let images = SpecularGlossinessImages(
      diffuse: diffuse, specularGlossiness: specular, factors: SpecularGlossiness()
    ).converted(name: "x")
    #expect(images.baseColor.width == 4 && images.baseColor.height == 2)
    #expect(Array(images.baseColor.pixels[..<4]) == [255, 0, 0, 128])
    #expect(Array(images.baseColor.pixels[8..<12]) == [255, 255, 255, 255])
    // Roughness 1 and metalness near 0; roughness 0 and metalness 1.
    #expect(images.metallicRoughness.pixels[1] == 255 && images.metallicRoughness.pixels[2] <= 2)
    #expect(images.metallicRoughness.pixels[9] == 0 && images.metallicRoughness.pixels[10] == 255)
  }

  @Test func tablesOfSRGBRoundTrip() {
    let tables = SRGBTables()
    #expect((0...255).allSatisfy { tables.encode(tables.linear[$0]) == $0 })
  }

  @Test func convertedTexturesAreShared() throws {
    let m = """
      {"extensions": {"KHR_materials_pbrSpecularGlossiness": {"diffuseTexture": {"index": 0}}}}
      """
    let first = try material(m, rest: ", \"extensionsUsed\": []")
    #expect(first.baseColorTexture?.texture == 1 && first.metallicRoughnessTexture?.texture == 2)
    #expect(try material(m + "," + m).baseColorTexture?.texture == 1)
  }
}
