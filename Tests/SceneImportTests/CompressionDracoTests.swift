import Foundation
import Numerics
import Testing

@testable import SceneImport

/// The samples are a height field of 6 × 5 vertices: position `(x, y, (x² + y) / 16)` in 16 bits,
/// id 9; texture coordinates `(x, y) / 8`, id 8; 16-bit integers `(x, y, x y, 300 + x)`, id 7.
@Suite("KHR_draco_mesh_compression")
struct CompressionDracoTests {
  @Test("Both encodings give back positions, coordinates, integers and triangles")
  func samples() throws {
    for sample in [sequentialDraco, edgebreakerDraco] {
      let mesh = try decode(try bytes(sample), attributes: [7, 8, 9])
      #expect(mesh.vertexCount == 30 && mesh.indices.count == 120)
      let positions = try #require(mesh.attributes[9])
      let uv = try #require(mesh.attributes[8])
      let joints = try #require(mesh.attributes[7])
      #expect((positions.components, uv.components, joints.components) == (3, 2, 4))
      var seen = Set<Int>()
      for vertex in 0..<30 {
        let (x, y) = (uv.values[vertex * 2] * 8, uv.values[vertex * 2 + 1] * 8)
        seen.insert(Int(y.rounded()) * 6 + Int(x.rounded()))
        let expected = [x, y, (x * x + y) / 16]
        for axis in 0..<3 {
          #expect(abs(positions.values[vertex * 3 + axis] - expected[axis]) < 2e-4)
        }
        #expect(Array(joints.values[vertex * 4..<vertex * 4 + 4]) == [x, y, x * y, 300 + x])
      }
      #expect(seen == Set(0..<30))
      // All triangles face +Z and tile the rectangle.
      var area: Float = 0
      for at in stride(from: 0, to: 120, by: 3) {
        let corner = mesh.indices[at..<at + 3].map { index in
          Float3(positions.values[Int(index) * 3], positions.values[Int(index) * 3 + 1], 0)
        }
        let twice = cross(corner[1] - corner[0], corner[2] - corner[0]).z
        #expect(twice > 0)
        area += twice / 2
      }
      #expect(abs(area - 20) < 0.01)
    }
  }

  @Test("An id that is not there and counts beyond the limits are errors")
  func limits() throws {
    for sample in [sequentialDraco, edgebreakerDraco] {
      let bytes = try bytes(sample)
      #expect(throws: CompressionError.self) { try decode(bytes, attributes: [3]) }
      #expect(throws: Never.self) {
        try decode(bytes, limits: .init(vertices: 30, triangles: 40, attributeBytes: 30 * 28))
      }
      for limits in [
        DracoDecoder.Limits(vertices: 29), .init(triangles: 39), .init(attributeBytes: 30 * 28 - 1),
      ] {
        #expect(throws: CompressionError("Draco: more data than allowed")) {
          try decode(bytes, limits: limits)
        }
      }
    }
  }

  @Test("Cut and mutated data never crash")
  func hostile() throws {
    var random = RandomSource(seed: 8)
    let limits = DracoDecoder.Limits(vertices: 4096, triangles: 4096, attributeBytes: 1 << 20)
    for sample in try [sequentialDraco, edgebreakerDraco].map(bytes) {
      for cut in 0..<sample.count {
        #expect(throws: CompressionError.self) {
          try decode(Array(sample[..<cut]), attributes: [9], limits: limits)
        }
      }
      for _ in 0..<1500 {
        var bytes = sample
        for _ in 0...Int.random(in: 0..<3, using: &random) {
          bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(
            in: 0...255, using: &random)
        }
        guard let mesh = try? decode(bytes, attributes: [7, 8, 9], limits: limits) else { continue }
        #expect(mesh.indices.allSatisfy { $0 < mesh.vertexCount })
        for attribute in mesh.attributes.values {
          #expect(attribute.values.count == mesh.vertexCount * attribute.components)
        }
      }
    }
  }

  private func decode(
    _ bytes: [UInt8], attributes: Set<UInt32> = [9], limits: DracoDecoder.Limits = .init()
  ) throws(CompressionError) -> DracoMesh {
    try bytes.withUnsafeBufferPointer { (buffer) throws(CompressionError) in
      try DracoDecoder.decode(
        UnsafeRawBufferPointer(buffer), attributes: attributes, limits: limits)
    }
  }

  private func bytes(_ base64: String) throws -> [UInt8] {
    [UInt8](try #require(Data(base64Encoded: base64, options: .ignoreUnknownCharacters)))
  }
}
