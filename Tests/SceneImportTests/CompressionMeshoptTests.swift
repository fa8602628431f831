import CMeshOptimizer
import Numerics
import Testing

@testable import SceneImport

@Suite("EXT_meshopt_compression")
struct CompressionMeshoptTests {
  @Test("Vertices come back as they were", arguments: [4, 8, 12, 16, 20, 64, 256], [1, 15, 300])
  func vertices(stride: Int, count: Int) throws {
    let data = smooth(count * stride)
    let encoded = encodeVertices(data, stride: stride)
    #expect(try decode(encoded, count: count, stride: stride, mode: .attributes) == data)
  }

  @Test("Triangles and index sequences come back, in 16 and 32 bits", arguments: [2, 4])
  func indices(stride: Int) throws {
    var triangles: [UInt32] = []
    for row in 0..<20 as Range<UInt32> {
      for column in 0..<20 as Range<UInt32> {
        let corner = row * 21 + column
        triangles += [corner, corner + 1, corner + 21, corner + 1, corner + 22, corner + 21]
      }
    }
    let asTriangles = encode(triangles, meshopt_encodeIndexBuffer)
    let bytes = try decode(asTriangles, count: triangles.count, stride: stride, mode: .triangles)
    let decoded = integers(bytes, stride: stride)
    // The codec may turn a triangle, not reverse it.
    #expect(turned(decoded) == turned(triangles))

    let lines = triangles.dropLast(1).map { $0 }
    let asSequence = encode(lines, meshopt_encodeIndexSequence)
    let sequence = try decode(asSequence, count: lines.count, stride: stride, mode: .indices)
    #expect(integers(sequence, stride: stride) == lines)
  }

  @Test("The octahedral filter gives back unit vectors")
  func octahedral() throws {
    var random = RandomSource(seed: 5)
    let vectors = (0..<100).map { _ in
      normalize(Float3(random.uniform(-1...1), random.uniform(-1...1), random.uniform(-1...1)))
    }
    let floats = vectors.flatMap { [$0.x, $0.y, $0.z, 0] as [Float] }
    var packed = [UInt8](repeating: 0, count: 800)
    meshopt_encodeFilterOct(&packed, 100, 8, 16, floats)
    let bytes = try decode(
      encodeVertices(packed, stride: 8), count: 100, stride: 8, mode: .attributes,
      filter: .octahedral)
    for (index, vector) in vectors.enumerated() {
      let components = (0..<3).map { axis in
        let at = index * 8 + axis * 2
        return Float(Int16(bitPattern: UInt16(bytes[at]) | UInt16(bytes[at + 1]) << 8)) / 32767
      }
      #expect(length(Float3(components[0], components[1], components[2]) - vector) < 2e-4)
    }
  }

  @Test("The exponential filter gives back floats")
  func exponential() throws {
    let floats: [Float] = [0, 1, -2.5, 1000, 0.015625, -3.25e-4, 7, 8]
    var packed = [UInt8](repeating: 0, count: 32)
    meshopt_encodeFilterExp(&packed, 2, 16, 20, floats)
    let bytes = try decode(
      encodeVertices(packed, stride: 16), count: 2, stride: 16, mode: .attributes,
      filter: .exponential)
    for (index, value) in floats.enumerated() {
      let bits = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[index * 4 + $1]) << (8 * $1) }
      // One exponent serves a vector of four: the error is relative to its greatest component.
      #expect(abs(Float(bitPattern: bits) - value) <= (index < 4 ? 1000 : 8) * 0x1p-17)
    }
  }

  @Test("The quaternion filter gives back rotations")
  func quaternion() throws {
    let half = Float(0.5).squareRoot()
    let rotations: [Float] = [0, 0, 0, 1, half, 0, 0, half, 0.5, -0.5, 0.5, -0.5]
    var packed = [UInt8](repeating: 0, count: 24)
    meshopt_encodeFilterQuat(&packed, 3, 8, 16, rotations)
    let bytes = try decode(
      encodeVertices(packed, stride: 8), count: 3, stride: 8, mode: .attributes,
      filter: .quaternion)
    for index in 0..<3 {
      let cosine = (0..<4).reduce(Float(0)) {
        let at = index * 8 + $1 * 2
        let value = Int16(bitPattern: UInt16(bytes[at]) | UInt16(bytes[at + 1]) << 8)
        return $0 + Float(value) / 32767 * rotations[index * 4 + $1]
      }
      #expect(abs(abs(cosine) - 1) < 1e-4)
    }
  }

  @Test("What the extension does not allow is refused before the library sees it")
  func rules() {
    let bytes = [UInt8](repeating: 0xA0, count: 4096)
    func isRefused(
      count: Int, stride: Int, mode: MeshoptDecoder.Mode, filter: MeshoptDecoder.Filter = .none
    ) -> Bool {
      do throws(CompressionError) {
        _ = try decode(bytes, count: count, stride: stride, mode: mode, filter: filter)
        return false
      } catch {
        return !error.description.contains("damaged")
      }
    }
    for stride in [-4, 0, 3, 6, 257, 260, Int.max] {
      #expect(isRefused(count: 3, stride: stride, mode: .attributes))
    }
    #expect(isRefused(count: 3, stride: 3, mode: .indices))
    #expect(isRefused(count: 4, stride: 2, mode: .triangles))
    #expect(isRefused(count: 0, stride: 4, mode: .attributes))
    #expect(isRefused(count: -3, stride: 4, mode: .indices))
    #expect(isRefused(count: 3, stride: 12, mode: .attributes, filter: .octahedral))
    #expect(isRefused(count: 3, stride: 4, mode: .attributes, filter: .quaternion))
    #expect(isRefused(count: 3, stride: 4, mode: .indices, filter: .exponential))
    #expect(isRefused(count: 1 << 22, stride: 256, mode: .attributes))
    #expect(isRefused(count: Int.max / 2, stride: 4, mode: .attributes))
    #expect(isRefused(count: 1 << 20, stride: 4, mode: .indices))
  }

  @Test("Cut and mutated data never crash")
  func hostile() {
    var random = RandomSource(seed: 6)
    let vertices = encodeVertices(smooth(64 * 16), stride: 16)
    let triangles = encode((0..<90).map { UInt32($0 % 31) }, meshopt_encodeIndexBuffer)
    for cut in 0..<vertices.count {
      #expect(throws: CompressionError.self) {
        try decode(Array(vertices[..<cut]), count: 64, stride: 16, mode: .attributes)
      }
    }
    for round in 0..<2000 {
      var bytes = round % 2 == 0 ? vertices : triangles
      for _ in 0..<3 {
        bytes[Int.random(in: bytes.indices, using: &random)] = UInt8.random(
          in: 0...255, using: &random)
      }
      let result =
        round % 2 == 0
        ? try? decode(bytes, count: 64, stride: 16, mode: .attributes, filter: .exponential)
        : try? decode(bytes, count: 90, stride: 2, mode: .triangles)
      #expect(result == nil || result?.count == (round % 2 == 0 ? 1024 : 180))
    }
  }

  private func decode(
    _ bytes: [UInt8], count: Int, stride: Int, mode: MeshoptDecoder.Mode,
    filter: MeshoptDecoder.Filter = .none
  ) throws(CompressionError) -> [UInt8] {
    try bytes.withUnsafeBufferPointer { (buffer) throws(CompressionError) in
      try MeshoptDecoder.decode(
        UnsafeRawBufferPointer(buffer), count: count, stride: stride, mode: mode, filter: filter)
    }
  }

  private func smooth(_ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: $0 * $0 / 97 + $0 % 7) }
  }

  private func encodeVertices(_ data: [UInt8], stride: Int) -> [UInt8] {
    let count = data.count / stride
    var encoded = [UInt8](
      repeating: 0, count: meshopt_encodeVertexBufferBound(count, stride))
    encoded.removeLast(
      encoded.count
        - meshopt_encodeVertexBuffer(&encoded, encoded.count, data, count, stride))
    return encoded
  }

  private func encode(
    _ indices: [UInt32],
    _ encoder: (UnsafeMutablePointer<UInt8>?, Int, UnsafePointer<UInt32>?, Int) -> Int
  ) -> [UInt8] {
    var encoded = [UInt8](repeating: 0, count: indices.count * 8 + 64)
    let count = encoder(&encoded, encoded.count, indices, indices.count)
    return Array(encoded[..<count])
  }

  private func integers(_ bytes: [UInt8], stride: Int) -> [UInt32] {
    (0..<bytes.count / stride).map { index in
      (0..<stride).reduce(0) { $0 | UInt32(bytes[index * stride + $1]) << (8 * $1) }
    }
  }

  /// Triangles turned so that the smallest index comes first.
  private func turned(_ indices: [UInt32]) -> [[UInt32]] {
    stride(from: 0, to: indices.count, by: 3).map { at in
      let triangle = Array(indices[at..<at + 3])
      let first = triangle.indices.min { triangle[$0] < triangle[$1] } ?? 0
      return (0..<3).map { triangle[(first + $0) % 3] }
    }
  }
}
