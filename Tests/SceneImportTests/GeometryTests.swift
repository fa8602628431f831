import Numerics
import SceneModel
import Testing

@testable import SceneImport

@Suite struct GeometryTests {
  @Test func stripsAndFans() {
    // glTF 2.0, section 3.7.2.1: p_i = {v_i, v_{i+(1+i%2)}, v_{i+(2-i%2)}}; fans {v_{i+1}, v_{i+2}, v_0}.
    #expect(triangles([10, 11, 12, 13, 14], mode: 5) == [10, 11, 12, 11, 13, 12, 12, 13, 14])
    #expect(triangles([10, 11, 12, 13], mode: 6) == [11, 12, 10, 12, 13, 10])
    #expect(triangles([1, 2], mode: 5).isEmpty && triangles([], mode: 6).isEmpty)
    #expect(triangles([1, 2, 3, 4, 5], mode: 4) == [1, 2, 3])
  }

  @Test func pointsAndLinesAreReported() throws {
    for mode in 0...3 {
      let (json, binary) = triangleDocument(primitive: ", \"mode\": \(mode)")
      let scene = try load(json, binary)
      #expect(scene.warnings.map(\.pointer) == ["/meshes/0/primitives/0/mode"])
      #expect(scene.meshes[0].primitives.isEmpty)
    }
    let (json, binary) = triangleDocument(primitive: ", \"mode\": 7")
    #expect(refusal(json, binary)?.pointer == "/meshes/0/primitives/0/mode")
  }

  @Test func missingNormalsAreFlat() {
    var primitive = Primitive()
    primitive.positions = [
      Float3(0, 0, 0), Float3(1, 0, 0), Float3(0, 1, 0), Float3(0, 0, -1e-20), Float3(1e-20, 0, 0),
    ]
    primitive.uv0 = (0..<5).map { Float2(Float($0), 0) }
    primitive.tangents = [Float4](repeating: Float4(1, 0, 0, 1), count: 5)
    primitive.indices = [0, 1, 2, 0, 4, 3]
    primitive.makeFlat()
    #expect(primitive.indices == [0, 1, 2, 3, 4, 5])
    #expect(primitive.uv0.map(\.x) == [0, 1, 2, 0, 4, 3])
    #expect(Array(primitive.normals[..<3]) == [Float3](repeating: Float3(0, 0, 1), count: 3))
    // x × −z = y, and edges of 1e-20 m are no reason to lose it.
    #expect(Array(primitive.normals[3...]) == [Float3](repeating: Float3(0, 1, 0), count: 3))
    #expect(primitive.tangents.isEmpty)
  }

  @Test func vertexColorsOfAllKinds() throws {
    for (type, component, bytes) in [
      ("VEC3", 5121, [255, 0, 51, 0, 255, 51, 0, 0, 51] as [UInt8]),
      ("VEC4", 5121, [255, 0, 51, 255, 0, 255, 51, 255, 0, 0, 51, 255]),
      ("VEC3", 5123, littleEndian([65535, 0, 13107, 0, 65535, 13107, 0, 0, 13107] as [UInt16])),
      ("VEC3", 5126, littleEndian([1, 0, 0.2, 0, 1, 0.2, 0, 0, 0.2] as [Float])),
    ] {
      let (json, binary) = triangleDocument()
      let colored = json.replacing("\"POSITION\": 0", with: "\"POSITION\": 0, \"COLOR_0\": 1")
        .replacing("{\"byteLength\": 36}]", with: "{\"byteLength\": \(36 + bytes.count)}]")
        .replacing(
          "{\"buffer\": 0, \"byteLength\": 36}",
          with: """
            {"buffer": 0, "byteLength": 36},
            {"buffer": 0, "byteOffset": 36, "byteLength": \(bytes.count)}
            """
        )
        .replacing(
          "\"max\": [1, 1, 0]}",
          with: """
            "max": [1, 1, 0]}, {"bufferView": 1, "componentType": \(component), "type": "\(type)",
              "count": 3, "normalized": \(component != 5126)}
            """)
      let colors = try load(colored, binary + bytes).meshes[0].primitives[0].colors
      try #require(colors.count == 3)
      #expect(length(colors[0] - Float4(1, 0, 0.2, 1)) < 1e-6)
      #expect(length(colors[1] - Float4(0, 1, 0.2, 1)) < 1e-6)
    }
  }

  @Test func instances() throws {
    let numbers: [Float] = [1, 2, 3, -1, -2, -3, 2, 2, 2, 1, 1, 1]
    let (json, binary) = triangleDocument(
      rest: """
        , "nodes": [{"mesh": 0, "translation": [10, 0, 0], "extensions": {"EXT_mesh_gpu_instancing":
          {"attributes": {"TRANSLATION": 1, "SCALE": 2, "_ID": 1}}}}],
        "extensionsUsed": ["EXT_mesh_gpu_instancing"]
        """)
    let instanced = json.replacing("{\"byteLength\": 36}]", with: "{\"byteLength\": 84}]")
      .replacing(
        "{\"buffer\": 0, \"byteLength\": 36}",
        with: """
          {"buffer": 0, "byteLength": 36}, {"buffer": 0, "byteOffset": 36, "byteLength": 24},
          {"buffer": 0, "byteOffset": 60, "byteLength": 24}
          """
      )
      .replacing(
        "\"max\": [1, 1, 0]}",
        with: """
          "max": [1, 1, 0]}, {"bufferView": 1, "componentType": 5126, "type": "VEC3", "count": 2},
          {"bufferView": 2, "componentType": 5126, "type": "VEC3", "count": 2}
          """)
    let scene = try load(instanced, binary + littleEndian(numbers))
    var corners: [Float3] = []
    scene.forEachMeshInstance { _, _, transform in
      corners.append(transform.transformPoint(Float3(1, 0, 0)))
    }
    #expect(corners == [Float3(13, 2, 3), Float3(10, -2, -3)])
    #expect(scene.warnings == [])
  }
}
