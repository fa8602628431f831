import SceneModel

extension Importer {
  func readIndexOfRefraction(_ json: JSONCursor, into material: inout Material) throws(ImportFault)
  {
    guard let member = try json.extension("KHR_materials_ior")?.member("ior") else { return }
    let index = try member.float()
    // Zero asks for full reflection whatever the angle.
    guard index == 0 || index >= 1 else { throw member.fault("must be 0, or 1 or more") }
    material.indexOfRefraction = index
  }
}
