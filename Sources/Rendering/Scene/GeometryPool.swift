private import Dispatch
internal import GPU
internal import Numerics
internal import SceneModel

/// All vertices and indices of a scene in shared buffers, so that one indirect draw reaches any of
/// them.
struct GeometryPool {
  /// Where a primitive's data lies.
  struct Part {
    var firstVertex: Int
    var firstIndex: Int
    var clusters: [ClusterBuilder.Cluster]
  }

  let positions: BufferHandle
  let frames: BufferHandle
  /// Second UVs and colours; a single element when the scene has neither.
  let extras: BufferHandle
  let hasExtras: Bool
  let indices: BufferHandle
  let parts: [Part]
  let triangleCount: Int

  init(device: Device, primitives: [Primitive]) throws(GPUError) {
    let built = Self.buildClusters(of: primitives)
    var parts: [Part] = []
    var (vertices, indexCount) = (0, 0)
    for (primitive, result) in zip(primitives, built) {
      parts.append(
        Part(firstVertex: vertices, firstIndex: indexCount, clusters: result.clusters))
      vertices += primitive.positions.count
      indexCount += result.indices.count
    }
    self.parts = parts
    triangleCount = indexCount / 3
    hasExtras = primitives.contains { !$0.uv1.isEmpty || !$0.colors.isEmpty }

    let extraCount = hasExtras ? max(vertices, 1) : 1
    positions = try device.makeBuffer(
      "positions", bytes: max(vertices, 1) * VertexStream.positionStride,
      usage: [.vertex, .transferDestination])
    frames = try device.makeBuffer(
      "shading frames", bytes: max(vertices, 1) * VertexStream.frameStride,
      usage: [.vertex, .transferDestination])
    extras = try device.makeBuffer(
      "second uvs and colours", bytes: extraCount * VertexStream.extraStride,
      usage: [.vertex, .transferDestination])
    indices = try device.makeBuffer(
      "indices", bytes: max(indexCount, 3) * 4, usage: [.index, .transferDestination])

    if !hasExtras { try device.upload([Self.extra(of: nil, at: 0)], to: extras) }
    for (index, primitive) in primitives.enumerated() where !primitive.positions.isEmpty {
      let part = parts[index]
      try device.upload(
        Self.packedPositions(primitive), to: positions,
        offset: part.firstVertex * VertexStream.positionStride)
      try device.upload(
        Self.shadingFrames(primitive), to: frames,
        offset: part.firstVertex * VertexStream.frameStride)
      if hasExtras {
        let values = primitive.positions.indices.map { Self.extra(of: primitive, at: $0) }
        try device.upload(values, to: extras, offset: part.firstVertex * VertexStream.extraStride)
      }
      if !built[index].indices.isEmpty {
        try device.upload(built[index].indices, to: indices, offset: part.firstIndex * 4)
      }
    }
  }

  func destroy(on device: Device) {
    device.destroy(positions)
    device.destroy(frames)
    device.destroy(extras)
    device.destroy(indices)
  }

  private static func buildClusters(of primitives: [Primitive]) -> [ClusterBuilder.Result] {
    var results = [ClusterBuilder.Result](
      repeating: ClusterBuilder.Result(indices: [], clusters: []), count: primitives.count)
    results.withUnsafeMutableBufferPointer { buffer in
      // Each iteration writes its own element.
      nonisolated(unsafe) let results = buffer
      DispatchQueue.concurrentPerform(iterations: primitives.count) { index in
        let primitive = primitives[index]
        results[index] = ClusterBuilder.build(
          positions: primitive.positions, indices: primitive.indices)
      }
    }
    return results
  }

  private static func packedPositions(_ primitive: Primitive) -> [Float] {
    var values: [Float] = []
    values.reserveCapacity(primitive.positions.count * 3)
    for p in primitive.positions {
      values.append(p.x)
      values.append(p.y)
      values.append(p.z)
    }
    return values
  }

  private static func shadingFrames(_ primitive: Primitive) -> [VertexStream.Frame] {
    func snorm(_ v: Float4) -> SIMD4<Int16> {
      SIMD4<Int16>(
        (v.clamped(lowerBound: -.one, upperBound: .one) * 32767).rounded(.toNearestOrEven))
    }
    return primitive.positions.indices.map { index in
      let normal = primitive.normals.isEmpty ? Float3(0, 0, 1) : primitive.normals[index]
      let tangent =
        primitive.tangents.isEmpty
        ? Float4(orthonormalBasis(normalize(normal, fallback: Float3(0, 0, 1))).tangent, 1)
        : primitive.tangents[index]
      return VertexStream.Frame(
        normal: snorm(Float4(normalize(normal), 0)), tangent: snorm(tangent),
        uv0: primitive.uv0.isEmpty ? .zero : primitive.uv0[index])
    }
  }

  private static func extra(of primitive: Primitive?, at index: Int) -> VertexStream.Extra {
    let color = primitive.flatMap { $0.colors.isEmpty ? nil : $0.colors[index] } ?? .one
    let uv1 = primitive.flatMap { $0.uv1.isEmpty ? nil : $0.uv1[index] } ?? .zero
    let scaled = color.clamped(lowerBound: .zero, upperBound: .one) * 65535
    return VertexStream.Extra(uv1: uv1, color: SIMD4<UInt16>(scaled.rounded(.toNearestOrEven)))
  }
}
