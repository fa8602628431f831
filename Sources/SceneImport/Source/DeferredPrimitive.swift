import SceneModel

/// A primitive that is drawn, known by its JSON alone.
struct DeferredPrimitive {
  var json: JSONCursor
  var material: Int?
  var triangleCount: Int
}

extension Importer {
  /// Reads of meshes what their JSON says, without vertices. Each primitive that is drawn stands in
  /// the scene as an empty one.
  mutating func deferMeshes() throws(ImportFault) {
    for json in try root.list("meshes") {
      var mesh = try readMesh(json)
      var deferred: [DeferredPrimitive] = []
      for primitiveJSON in try json.required("primitives").elements() {
        if let primitive = try deferPrimitive(primitiveJSON) { deferred.append(primitive) }
      }
      mesh.primitives = deferred.map {
        var blank = Primitive()
        blank.material = $0.material
        return blank
      }
      scene.meshes.append(mesh)
      deferredPrimitives.append(deferred)
    }
  }

  /// Nil when the primitive is not drawn.
  private mutating func deferPrimitive(_ json: JSONCursor) throws(ImportFault)
    -> DeferredPrimitive?
  {
    let mode = try json.integer("mode", in: 0...6) ?? 4
    let material = try json.index("material", below: scene.materials.count, of: "material")
    let attributes = try json.required("attributes")
    guard let position = try attributes.member("POSITION") else {
      warn(attributes.path, "has no POSITION, so the primitive is not drawn")
      return nil
    }
    let vertices = try accessor(position)
    if vertices.minimum == nil || vertices.maximum == nil {
      warn(position.path, "names an accessor without min and max")
    }
    guard mode >= 4 else {
      warn(json.path.appending("mode"), "asks for points or lines, which are not drawn")
      return nil
    }
    let corners = try json.member("indices").map { (json) throws(ImportFault) in
      try accessor(json).count
    }
    let count = corners ?? vertices.count
    let triangles = mode == 4 ? count / 3 : max(count - 2, 0)
    guard triangles > 0 else { return nil }
    return DeferredPrimitive(json: json, material: material, triangleCount: triangles)
  }

  /// The primitive with all its vertices, as if it had been read with the rest; without triangles
  /// when it turns out not to be drawn.
  func readNow(_ deferred: DeferredPrimitive) throws(ImportFault) -> Primitive {
    var reader = self
    reader.scene.warnings = []
    guard var primitive = try reader.readPrimitive(deferred.json) else {
      var empty = Primitive()
      empty.material = deferred.material
      return empty
    }
    primitive.finish(scene.materials)
    return primitive
  }
}
