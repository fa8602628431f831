import SceneModel

extension Importer {
  func readUnlit(_ json: JSONCursor, into material: inout Material) throws(ImportFault) {
    guard let unlit = try json.extension("KHR_materials_unlit") else { return }
    _ = try unlit.members()
    material.isUnlit = true
  }
}
