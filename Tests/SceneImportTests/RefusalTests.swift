import SceneModel
import Testing

@testable import SceneImport

@Suite struct RefusalTests {
  private func expect(
    _ json: String, _ pointer: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let error = refusal(json)
    #expect(error?.pointer == pointer, "\(json)", sourceLocation: sourceLocation)
    #expect(error?.kind == .invalid, sourceLocation: sourceLocation)
  }

  private func expectRest(
    _ rest: String, _ pointer: String, sourceLocation: SourceLocation = #_sourceLocation
  ) {
    expect("{\"asset\": {\"version\": \"2.0\"}, \(rest)}", pointer, sourceLocation: sourceLocation)
  }

  @Test func wrongTypes() {
    expect("[]", "")
    expect("{\"asset\": 1}", "/asset")
    expect("{\"asset\": {\"version\": 2}}", "/asset/version")
    expect("{\"asset\": {\"version\": \"3.0\"}}", "/asset/version")
    expectRest("\"nodes\": {}", "/nodes")
    expectRest("\"nodes\": [null]", "/nodes/0")
    expectRest("\"nodes\": [{\"children\": [true]}]", "/nodes/0/children/0")
    expectRest("\"nodes\": [{\"name\": 4}]", "/nodes/0/name")
    expectRest("\"materials\": [{\"doubleSided\": 1}]", "/materials/0/doubleSided")
    expectRest("\"extensionsRequired\": [4]", "/extensionsRequired/0")
    expectRest("\"nodes\": [{\"extensions\": []}]", "/nodes/0/extensions")
  }

  @Test func numbersOutOfRange() {
    expectRest("\"buffers\": [{\"byteLength\": 1.5}]", "/buffers/0/byteLength")
    expectRest("\"buffers\": [{\"byteLength\": -1}]", "/buffers/0/byteLength")
    expectRest("\"buffers\": [{\"byteLength\": 0}]", "/buffers/0/byteLength")
    expectRest("\"buffers\": [{\"byteLength\": 1e300}]", "/buffers/0/byteLength")
    expectRest("\"buffers\": [{\"byteLength\": 1e999}]", "/buffers/0/byteLength")
    expectRest("\"nodes\": [{\"translation\": [0, 1e39, 0]}]", "/nodes/0/translation/1")
    expectRest("\"nodes\": [{\"translation\": [0, 1]}]", "/nodes/0/translation")
    expectRest("\"nodes\": [{\"mesh\": 0}]", "/nodes/0/mesh")
    expectRest("\"nodes\": [{\"mesh\": -1}]", "/nodes/0/mesh")
    expectRest("\"nodes\": [{\"mesh\": 0.5}]", "/nodes/0/mesh")
    expectRest("\"scene\": 1, \"scenes\": [{}]", "/scene")
    let huge = "9223372036854775807"
    expectRest(
      """
      "accessors": [{"componentType": 5126, "type": "SCALAR", "count": \(huge)}]
      """, "/accessors/0/count")
    expectRest(
      """
      "buffers": [{"uri": "data:,abcd", "byteLength": 4}],
      "bufferViews": [{"buffer": 0, "byteOffset": 4611686018427387904, "byteLength": 4}]
      """, "/bufferViews/0/byteLength")
    expectRest(
      """
      "buffers": [{"uri": "data:,abcd", "byteLength": 4}],
      "bufferViews": [{"buffer": 0, "byteLength": 4, "byteStride": 252}],
      "accessors": [{"bufferView": 0, "byteOffset": 4611686018427387904, "componentType": 5126,
        "type": "SCALAR", "count": 4294967295}]
      """, "/accessors/0")
  }

  @Test func damagedText() {
    expect("{\"asset\": {\"version\": \"2.0\"}, \"asset\": {\"version\": \"2.0\"}}", "/asset")
    expectRest("\"nodes\": [{\"a\": {\"b\": 1, \"b\": 2}}]", "/nodes/0/a/b")
    #expect(refusal("{") != nil)
    #expect(refusal("{\"asset\": ") != nil)
    #expect(refusal("") != nil)
    #expect(refusal("\"") != nil)
    #expect(refusal("\"\\") != nil)
    let deep = String(repeating: "[", count: 100_000)
    #expect(refusal(deep)?.reason.contains("levels deep") == true)
    #expect(refusal("{\"asset\": {\"version\": \"2.0\"}, \"extras\": \(deep)")?.kind == .invalid)
  }

  @Test func nodeGraphs() {
    expectRest("\"nodes\": [{\"children\": [0]}]", "/nodes/0/children/0")
    expectRest("\"nodes\": [{\"children\": [1]}, {\"children\": [0]}]", "/nodes/0")
    expectRest("\"nodes\": [{\"children\": [2]}, {\"children\": [2]}, {}]", "/nodes/1/children/0")
    expectRest("\"nodes\": [{\"children\": [1, 1]}, {}]", "/nodes/0/children/1")
    expectRest(
      "\"nodes\": [{\"children\": [1]}, {}], \"scenes\": [{\"nodes\": [1]}]", "/scenes/0/nodes/0")
    let chain = (0..<600).map { $0 == 599 ? "{}" : "{\"children\": [\($0 + 1)]}" }
    expectRest("\"nodes\": [\(chain.joined(separator: ","))]", "/nodes/512")
  }

  @Test func requiredExtensions() {
    expectRest(
      "\"extensionsUsed\": [\"KHR_nothing\"], \"extensionsRequired\": [\"KHR_nothing\"]",
      "/extensionsRequired/0")
  }

  @Test func ignoredExtensionsAreNamedOnce() throws {
    let scene = try load(
      """
      {"asset": {"version": "2.0"}, "extensionsUsed": ["KHR_nothing", "EXT_absent"],
       "materials": [{}, {"extensions": {"KHR_nothing": {}}},
         {"extensions": {"KHR_nothing": {}}}],
       "extras": {"extensions": {"KHR_private": {}}}}
      """)
    #expect(scene.warnings.map(\.pointer) == ["/materials/1/extensions/KHR_nothing"])
    #expect(scene.warnings.first?.reason.contains("2 times") == true)
    #expect(scene.extensionsIgnored == ["EXT_absent", "KHR_nothing"])
  }

  @Test func indicesOutOfRange() {
    let (json, binary) = triangleDocument(primitive: ", \"indices\": 1")
    let indexed = json.replacing(
      "\"accessors\": [",
      with: """
        "accessors": [
        """
    ).replacing(
      "\"max\": [1, 1, 0]}",
      with: """
        "max": [1, 1, 0]},
        {"bufferView": 1, "componentType": 5121, "type": "SCALAR", "count": 3}
        """
    ).replacing(
      "\"byteLength\": 36}]",
      with: """
        "byteLength": 36}, {"buffer": 0, "byteLength": 3, "byteOffset": 36}]
        """
    ).replacing(
      "{\"byteLength\": 36}, {\"buffer\": 0, \"byteLength\": 3, \"byteOffset\": 36}]",
      with: "{\"byteLength\": 39}]")
    #expect(refusal(indexed, binary + [0, 1, 2]) == nil)
    #expect(
      refusal(indexed, binary + [0, 1, 3])?.pointer == "/meshes/0/primitives/0/indices")
  }

  @Test func memoryIsBounded() {
    // A few bytes that ask for gigabytes.
    let zeros = """
      {"asset": {"version": "2.0"},
       "accessors": [{"componentType": 5126, "type": "VEC3", "count": 4000000000,
         "min": [0, 0, 0], "max": [0, 0, 0]}],
       "meshes": [{"primitives": [{"attributes": {"POSITION": 0}}]}]}
      """
    #expect(refusal(zeros)?.pointer == "/accessors/0")
    // Many primitives that share one array.
    let (json, binary) = triangleDocument()
    let primitive = "{\"attributes\": {\"POSITION\": 0}}"
    let many = json.replacing(
      "[\(primitive)]",
      with: "[" + Array(repeating: primitive, count: 1000).joined(separator: ",") + "]")
    var limits = ImportLimits()
    #expect(refusal(many, binary, limits: limits) == nil)
    limits.decodedBytes = 4096
    limits.decodedBytesPerSourceByte = 1
    #expect(refusal(many, binary, limits: limits)?.reason.contains("memory") == true)
  }

  @Test func errorsAreOneLine() {
    let error = ImportError(file: "a.glb", pointer: "/nodes/0", reason: "is\nbad", kind: .invalid)
    #expect(error.description == "a.glb: /nodes/0: is bad")
  }

  @Test func unreadableFilesAreToldApart() {
    #expect {
      try SceneImporter.load(path: "/nonexistent/scene.glb")
    } throws: { ($0 as? ImportError)?.kind == .unreadable }
    #expect {
      try SceneImporter.load(path: "/")
    } throws: { ($0 as? ImportError)?.kind == .unreadable }
  }
}
