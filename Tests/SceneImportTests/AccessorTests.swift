import Numerics
import Testing

@testable import SceneImport

@Suite struct AccessorTests {
  private func document(
    length: Int, component: Int, type: String = "VEC3", count: Int, normalized: Bool = false,
    offset: Int = 0, viewExtra: String = "", extra: String = ""
  ) -> String {
    """
    {"buffers": [{"byteLength": \(length)}],
     "bufferViews": [{"buffer": 0, "byteLength": \(length)\(viewExtra)}],
     "accessors": [{"bufferView": 0, "byteOffset": \(offset), "componentType": \(component),
       "type": "\(type)", "count": \(count), "normalized": \(normalized)\(extra)}]}
    """
  }

  private func read(_ json: String, _ binary: [UInt8]) throws -> [Float3] {
    var importer = try makeImporter(json, binary)
    return try importer.readVectors(importer.accessors[0])
  }

  @Test func floats() throws {
    let bytes = littleEndian([1.5, -2, 3, 4, 5e10, -0.25] as [Float])
    let json = document(length: 24, component: 5126, count: 2)
    #expect(try read(json, bytes) == [Float3(1.5, -2, 3), Float3(4, 5e10, -0.25)])
  }

  @Test func plainIntegers() throws {
    #expect(
      try read(document(length: 3, component: 5120, count: 1), [0x80, 0xFF, 0x7F])
        == [Float3(-128, -1, 127)])
    #expect(
      try read(document(length: 3, component: 5121, count: 1), [0, 128, 255])
        == [Float3(0, 128, 255)])
    #expect(
      try read(
        document(length: 6, component: 5122, count: 1),
        littleEndian([-32768, -1, 32767] as [Int16]))
        == [Float3(-32768, -1, 32767)])
    #expect(
      try read(
        document(length: 6, component: 5123, count: 1), littleEndian([0, 1, 65535] as [UInt16]))
        == [Float3(0, 1, 65535)])
    #expect(
      try read(
        document(length: 12, component: 5125, count: 1),
        littleEndian([0, 7, 1 << 31] as [UInt32])) == [Float3(0, 7, 0x1p31)])
  }

  @Test func normalizedIntegers() throws {
    // f = max(c / 127, -1) and so on: glTF 2.0, section 3.11.
    let signed8 = try read(
      document(length: 3, component: 5120, count: 1, normalized: true), [0x80, 0x81, 0x7F])
    #expect(signed8 == [Float3(-1, -1, 1)])
    let unsigned8 = try read(
      document(length: 3, component: 5121, count: 1, normalized: true), [0, 51, 255])[0]
    #expect(abs(unsigned8.y - 0.2) < 1e-6 && unsigned8.x == 0 && abs(unsigned8.z - 1) < 1e-6)
    let signed16 = try read(
      document(length: 6, component: 5122, count: 1, normalized: true),
      littleEndian([-32768, 0, 32767] as [Int16]))[0]
    #expect(signed16.x == -1 && signed16.y == 0 && abs(signed16.z - 1) < 1e-6)
    let unsigned16 = try read(
      document(length: 6, component: 5123, count: 1, normalized: true),
      littleEndian([0, 13107, 65535] as [UInt16]))[0]
    #expect(unsigned16.x == 0 && abs(unsigned16.y - 0.2) < 1e-6 && abs(unsigned16.z - 1) < 1e-6)
  }

  @Test func stridesAndOffsets() throws {
    // Two elements of three bytes at offset 4, eight bytes apart; the last one ends the view.
    let bytes: [UInt8] = [9, 9, 9, 9, 1, 2, 3, 9, 9, 9, 9, 9, 4, 5, 6]
    let json = document(
      length: 15, component: 5121, count: 2, offset: 4, viewExtra: ", \"byteStride\": 8")
    #expect(try read(json, bytes) == [Float3(1, 2, 3), Float3(4, 5, 6)])
    let tooLong = document(
      length: 15, component: 5121, count: 3, offset: 4, viewExtra: ", \"byteStride\": 8")
    #expect(throws: ImportFault.self) { try read(tooLong, bytes) }
    let shifted = document(
      length: 15, component: 5121, count: 2, offset: 5, viewExtra: ", \"byteStride\": 8")
    #expect(throws: ImportFault.self) { try read(shifted, bytes) }
  }

  @Test func sparseReplacesElements() throws {
    let bytes: [UInt8] = [1, 1, 1, 2, 2, 2, 3, 3, 3] + [0, 2] + [10, 11, 12, 20, 21, 22]
    let json = """
      {"buffers": [{"byteLength": 17}],
       "bufferViews": [{"buffer": 0, "byteLength": 9},
         {"buffer": 0, "byteOffset": 9, "byteLength": 8}],
       "accessors": [{"bufferView": 0, "componentType": 5121, "type": "VEC3", "count": 3,
         "sparse": {"count": 2, "indices": {"bufferView": 1, "componentType": 5121},
           "values": {"bufferView": 1, "byteOffset": 2}}}]}
      """
    #expect(
      try read(json, bytes) == [Float3(10, 11, 12), Float3(2, 2, 2), Float3(20, 21, 22)])
    let zeros = json.replacing("\"bufferView\": 0, \"componentType\"", with: "\"componentType\"")
    #expect(try read(zeros, bytes) == [Float3(10, 11, 12), .zero, Float3(20, 21, 22)])
    var unordered = bytes
    (unordered[9], unordered[10]) = (2, 0)
    #expect(throws: ImportFault.self) { try read(json, unordered) }
    var outside = bytes
    outside[10] = 3
    #expect(throws: ImportFault.self) { try read(json, outside) }
  }

  @Test func withoutBufferViewIsZero() throws {
    let json = """
      {"accessors": [{"componentType": 5126, "type": "VEC3", "count": 4}]}
      """
    #expect(try read(json, []) == [Float3](repeating: .zero, count: 4))
  }

  @Test func integersWiden() throws {
    for (component, bytes) in [
      (5121, [1, 2, 255]), (5123, littleEndian([1, 2, 255] as [UInt16])),
      (5125, littleEndian([1, 2, 255] as [UInt32])),
    ] {
      var importer = try makeImporter(
        document(length: bytes.count, component: component, type: "SCALAR", count: 3), bytes)
      #expect(try importer.readIntegers(importer.accessors[0]) == [1, 2, 255])
    }
  }

  @Test func matricesOfSmallIntegersPadTheirColumns() {
    // glTF 2.0, section 3.6.2.4: every column begins at a multiple of four bytes.
    #expect(ElementType.mat2.size(of: .uint8) == 8)
    #expect(ElementType.mat3.size(of: .int8) == 12)
    #expect(ElementType.mat3.size(of: .uint16) == 24)
    #expect(ElementType.mat4.size(of: .uint8) == 16)
    #expect(ElementType.mat4.size(of: .float32) == 64)
  }

  @Test func numbersThatAreNotFiniteAreRefused() throws {
    for bad in [Float.nan, .infinity, -.infinity] {
      let bytes = littleEndian([0, bad, 0] as [Float])
      #expect(throws: ImportFault.self) {
        try read(document(length: 12, component: 5126, count: 1), bytes)
      }
    }
  }

  @Test func boundsThatLieAreReported() throws {
    let (json, binary) = triangleDocument()
    let scene = try load(json.replacing("\"max\": [1, 1, 0]", with: "\"max\": [1, 2, 0]"), binary)
    #expect(scene.warnings.map(\.pointer) == ["/accessors/0/max/1"])
  }
}
