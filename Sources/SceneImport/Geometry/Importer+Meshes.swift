import Numerics
import SceneModel

extension Importer {
  mutating func readMeshes() throws(ImportFault) {
    for json in try root.list("meshes") {
      var mesh = try readMesh(json)
      for primitiveJSON in try json.required("primitives").elements() {
        if let primitive = try readPrimitive(primitiveJSON) { mesh.primitives.append(primitive) }
      }
      scene.meshes.append(mesh)
    }
  }

  /// All of a mesh but its primitives.
  mutating func readMesh(_ json: JSONCursor) throws(ImportFault) -> Mesh {
    var mesh = Mesh()
    mesh.name = try json.string("name") ?? ""
    let list = try json.required("primitives").elements()
    if list.isEmpty { warn(json.path.appending("primitives"), "is empty") }
    let targetCount = try list.first?.list("targets").count ?? 0
    for primitive in list where try primitive.list("targets").count != targetCount {
      throw primitive.fault("has not as many morph targets as the mesh's first primitive")
    }
    mesh.weights = [Float](repeating: 0, count: targetCount)
    if let weights = try json.member("weights") {
      mesh.weights = try weights.floats(count: targetCount)
    }
    mesh.targetNames = targetNames(json, count: targetCount)
    morphTargetCounts.append(targetCount)
    return mesh
  }

  /// Names by the custom of exporters; whatever else is in `extras` is nobody's mistake.
  private func targetNames(_ json: JSONCursor, count: Int) -> [String] {
    guard let names = try? json.member("extras")?.member("targetNames")?.elements(),
      names.count == count
    else { return [] }
    return names.compactMap { try? $0.string() }
  }

  /// Nil when the primitive is not drawn.
  mutating func readPrimitive(_ json: JSONCursor) throws(ImportFault) -> Primitive? {
    let mode = try json.integer("mode", in: 0...6) ?? 4
    var primitive = Primitive()
    primitive.material = try json.index("material", below: scene.materials.count, of: "material")
    let attributes = try json.required("attributes")
    let draco = try readDraco(json, attributes: attributes)
    guard let position = try attributes.member("POSITION") else {
      warn(attributes.path, "has no POSITION, so the primitive is not drawn")
      return nil
    }
    let positions = try attributeAccessor(position, .position, count: draco?.mesh.vertexCount)
    if positions.minimum == nil || positions.maximum == nil {
      warn(position.path, "names an accessor without min and max")
    }
    primitive.positions = try readAttribute(position, "POSITION", positions, draco)
    try readVertexAttributes(attributes, draco, into: &primitive)
    try readInfluences(attributes, draco, into: &primitive)
    try readMorphTargets(json, into: &primitive)
    guard mode >= 4 else {
      warn(json.path.appending("mode"), "asks for points or lines, which are not drawn")
      return nil
    }
    let indices: [UInt32]
    if let draco {
      indices = draco.mesh.indices
    } else {
      indices = try readIndices(json, vertexCount: primitive.positions.count)
      let isWhole = mode == 4 ? indices.count % 3 == 0 : indices.count >= 3
      if !isWhole { warn(json.path, "has vertices that make no whole triangle") }
    }
    if mode != 4 { try budget.take(indices.count, of: 12, at: json.path) }
    primitive.indices = triangles(indices, mode: draco == nil ? mode : 4)
    guard !primitive.indices.isEmpty else { return nil }
    if primitive.normals.isEmpty {
      try budget.take(primitive.indices.count, of: primitive.bytesPerVertex, at: json.path)
    }
    return primitive
  }

  private mutating func readIndices(_ json: JSONCursor, vertexCount: Int) throws(ImportFault)
    -> [UInt32]
  {
    guard let member = try json.member("indices") else {
      try budget.take(vertexCount, of: 4, at: json.path)
      return Array(0..<UInt32(vertexCount))
    }
    let accessor = try accessor(member)
    guard accessor.type == .scalar, !accessor.isNormalized,
      [.uint8, .uint16, .uint32].contains(accessor.component)
    else {
      throw member.fault("names an accessor that is not of unsigned integers")
    }
    let indices = try readIntegers(accessor)
    let largest = indices.max() ?? 0
    guard Int(largest) < vertexCount else {
      throw member.fault("names vertex \(largest), and there are \(vertexCount)")
    }
    return indices
  }

  private mutating func readVertexAttributes(
    _ attributes: JSONCursor, _ draco: DracoGeometry?, into primitive: inout Primitive
  ) throws(ImportFault) {
    let count = primitive.positions.count
    for (name, json) in try attributes.sortedMembers() {
      switch name {
      case "POSITION": break
      case "NORMAL":
        let accessor = try attributeAccessor(json, .normal, count: count)
        primitive.normals = try readAttribute(json, name, accessor, draco)
        normalizeDirections(&primitive.normals)
      case "TANGENT":
        let accessor = try attributeAccessor(json, .tangent, count: count)
        primitive.tangents = try readAttribute(json, name, accessor, draco)
        normalizeTangents(&primitive.tangents)
      case "TEXCOORD_0":
        let accessor = try attributeAccessor(json, .uv, count: count)
        primitive.uv0 = try readAttribute(json, name, accessor, draco)
      case "TEXCOORD_1":
        let accessor = try attributeAccessor(json, .uv, count: count)
        primitive.uv1 = try readAttribute(json, name, accessor, draco)
      case "COLOR_0":
        let accessor = try attributeAccessor(json, .color, count: count)
        primitive.colors = try readAttribute(json, name, accessor, draco, fill: Float4(0, 0, 0, 1))
      default:
        _ = try accessor(json)
        let isKnown = name.hasPrefix("JOINTS_") || name.hasPrefix("WEIGHTS_")
        if !isKnown, !name.hasPrefix("_"), warnedFeatures.insert(name).inserted {
          warn(json.path, "the attribute \(name) is not supported and was ignored")
        }
      }
    }
  }

  /// An attribute's values, from Draco's mesh when that has it.
  mutating func readAttribute<V: SIMD>(
    _ json: JSONCursor, _ name: String, _ accessor: Accessor, _ draco: DracoGeometry?,
    fill: V = .zero
  ) throws(ImportFault) -> [V] where V.Scalar == Float {
    if let draco,
      let values: [V] = try readDracoVectors(
        json, name: name, accessor, draco, fill: fill)
    {
      return values
    }
    return try readVectors(accessor, fill: fill)
  }
}
