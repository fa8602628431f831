import Numerics
import SceneModel

/// A primitive's geometry as Draco holds it.
struct DracoGeometry {
  var mesh: DracoMesh
  /// Draco's number for each attribute of the primitive that it holds.
  var attributes: [String: UInt32]
}

extension Importer {
  /// Decodes the primitive's Draco mesh; nil when it has none.
  mutating func readDraco(_ primitive: JSONCursor, attributes: JSONCursor) throws(ImportFault)
    -> DracoGeometry?
  {
    guard let json = try primitive.extension("KHR_draco_mesh_compression") else { return nil }
    let data = try viewData(try json.required("bufferView")).loaded(at: json.path)
    var ids: [String: UInt32] = [:]
    for (name, member) in try json.required("attributes").sortedMembers() {
      guard try attributes.member(name) != nil else {
        throw member.fault("is not an attribute of the primitive")
      }
      ids[name] = UInt32(try member.integer(in: 0...Int(UInt32.max)))
    }
    guard ids["POSITION"] != nil else { throw json.fault("has no POSITION") }

    // The accessors say what to expect; more than that is not decoded.
    let position = try accessor(try attributes.required("POSITION"))
    let indices = try accessor(try primitive.required("indices"))
    try budget.take(position.count, of: 16 * ids.count, at: json.path)
    try budget.take(indices.count, of: 4, at: json.path)
    let limits = DracoDecoder.Limits(
      vertices: UInt32(position.count), triangles: UInt32(indices.count / 3),
      attributeBytes: UInt64(position.count) * 32 * UInt64(ids.count))
    let mesh: DracoMesh
    do throws(CompressionError) {
      mesh = try data.withRawBytes { (bytes) throws(CompressionError) in
        try DracoDecoder.decode(bytes, attributes: Set(ids.values), limits: limits)
      }
    } catch {
      throw json.fault(error.description)
    }
    guard mesh.vertexCount == position.count else {
      throw json.fault(
        "decodes to \(mesh.vertexCount) vertices, and the accessor has \(position.count)")
    }
    return DracoGeometry(mesh: mesh, attributes: ids)
  }

  /// An attribute's values; nil when Draco does not hold it.
  func readDracoVectors<V: SIMD>(
    _ json: JSONCursor, name: String, _ accessor: Accessor, _ draco: DracoGeometry, fill: V
  ) throws(ImportFault) -> [V]? where V.Scalar == Float {
    guard let attribute = try dracoAttribute(json, name: name, accessor, draco) else { return nil }
    let factor = accessor.isNormalized ? accessor.component.normalization : 1
    let components = attribute.components
    var result = [V](repeating: fill, count: draco.mesh.vertexCount)
    var spoilt: Float = 0
    for i in result.indices {
      for c in 0..<components {
        let value = attribute.values[i * components + c] * factor
        spoilt += value * 0
        result[i][c] = accessor.isNormalized ? max(value, -1) : value
      }
    }
    guard spoilt == 0 else { throw json.fault("holds a number that is not finite") }
    return result
  }

  /// Joint numbers; nil when Draco does not hold them.
  func readDracoIntegers(
    _ json: JSONCursor, name: String, _ accessor: Accessor, _ draco: DracoGeometry?
  ) throws(ImportFault) -> [UInt32]? {
    guard let draco, let attribute = try dracoAttribute(json, name: name, accessor, draco) else {
      return nil
    }
    var result: [UInt32] = []
    result.reserveCapacity(attribute.values.count)
    for value in attribute.values {
      guard let integer = UInt32(exactly: value) else {
        throw json.fault("holds a number that is not an unsigned integer")
      }
      result.append(integer)
    }
    return result
  }

  private func dracoAttribute(
    _ json: JSONCursor, name: String, _ accessor: Accessor, _ draco: DracoGeometry
  ) throws(ImportFault) -> DracoMesh.Attribute? {
    guard let id = draco.attributes[name], let attribute = draco.mesh.attributes[id] else {
      return nil
    }
    guard attribute.components == accessor.type.components else {
      throw json.fault(
        "has \(accessor.type.components) components, and Draco's data \(attribute.components)")
    }
    return attribute
  }
}
