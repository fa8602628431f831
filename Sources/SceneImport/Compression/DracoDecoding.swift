import CDraco

/// A triangle mesh out of KHR_draco_mesh_compression data.
struct DracoMesh: Equatable {
  struct Attribute: Equatable {
    /// Values per vertex.
    var components: Int
    /// `vertexCount * components` values as stored; integers are not normalised.
    var values: [Float]
  }

  var vertexCount: Int
  /// A multiple of three, each below `vertexCount`.
  var indices: [UInt32]
  /// By the unique id that the extension's `attributes` name.
  var attributes: [UInt32: Attribute]
}

enum DracoDecoder {
  /// What the data may claim before it is believed.
  struct Limits {
    var vertices: UInt32 = 1 << 24
    var triangles: UInt32 = 1 << 24
    var attributeBytes: UInt64 = 1 << 29
  }

  /// Expands the indices and the attributes with the given unique ids from untrusted bytes.
  static func decode(
    _ bytes: UnsafeRawBufferPointer, attributes: Set<UInt32>, limits: Limits = Limits()
  ) throws(CompressionError) -> DracoMesh {
    let mesh = try Handle(bytes, limits: limits)
    let vertexCount = Int(fovea_draco_vertex_count(mesh.pointer))
    let indexCount = Int(fovea_draco_triangle_count(mesh.pointer)) * 3
    var isWhole = true
    let indices = [UInt32](unsafeUninitializedCapacity: indexCount) { buffer, initialized in
      isWhole = fovea_draco_indices(mesh.pointer, buffer.baseAddress, indexCount) == 1
      initialized = isWhole ? indexCount : 0
    }
    guard isWhole else { throw CompressionError("Draco: a triangle without vertices") }

    var result = DracoMesh(vertexCount: vertexCount, indices: indices, attributes: [:])
    for id in attributes {
      let components = Int(fovea_draco_components(mesh.pointer, id))
      guard components > 0 else { throw CompressionError("Draco: no attribute with id \(id)") }
      let count = vertexCount * components
      let values = [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
        isWhole = fovea_draco_values(mesh.pointer, id, buffer.baseAddress, count) == 1
        initialized = isWhole ? count : 0
      }
      guard isWhole else { throw CompressionError("Draco: values of attribute \(id)") }
      result.attributes[id] = DracoMesh.Attribute(components: components, values: values)
    }
    return result
  }

  private struct Handle: ~Copyable {
    let pointer: OpaquePointer

    init(_ bytes: UnsafeRawBufferPointer, limits: Limits) throws(CompressionError) {
      var limits = fovea_draco_limits(
        vertices: limits.vertices, triangles: limits.triangles,
        attribute_bytes: limits.attributeBytes)
      var message = [CChar](repeating: 0, count: 128)
      guard
        let pointer = fovea_draco_decode(
          bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count, &limits, &message,
          message.count)
      else {
        let text = message.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        throw CompressionError("Draco: \(String(decoding: text, as: UTF8.self))")
      }
      self.pointer = pointer
    }

    deinit { fovea_draco_free(pointer) }
  }
}
