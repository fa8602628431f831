import SceneModel

extension Importer {
  func readEmissiveStrength(_ json: JSONCursor, into material: inout Material) throws(ImportFault) {
    guard let json = try json.extension("KHR_materials_emissive_strength") else { return }
    material.emissive *= try json.float(
      "emissiveStrength", in: 0...Float.greatestFiniteMagnitude, default: 1)
  }
}
