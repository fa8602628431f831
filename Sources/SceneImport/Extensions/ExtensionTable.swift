/// Every extension that is read; all others are ignored with a warning.
let supportedExtensions: Set<String> = [
  "EXT_mesh_gpu_instancing",
  "EXT_meshopt_compression",
  "EXT_texture_webp",
  "KHR_draco_mesh_compression",
  "KHR_lights_punctual",
  "KHR_materials_emissive_strength",
  "KHR_materials_ior",
  "KHR_materials_pbrSpecularGlossiness",
  "KHR_materials_specular",
  "KHR_materials_unlit",
  "KHR_mesh_quantization",
  "KHR_meshopt_compression",
  "KHR_texture_transform",
]

extension Importer {
  /// Refuses what a scene cannot do without, and reports what is ignored.
  mutating func readExtensionLists() throws(ImportFault) {
    for json in try root.list("extensionsRequired") {
      let name = try json.string()
      guard supportedExtensions.contains(name) else {
        throw json.fault("the scene requires the extension \(name), which is not supported")
      }
    }
    for json in try root.list("extensionsUsed") {
      let name = try json.string()
      if !scene.extensionsUsed.contains(name) { scene.extensionsUsed.append(name) }
    }
    var ignored: [String: (path: JSONPath, count: Int)] = [:]
    findIgnoredExtensions(in: root, into: &ignored)
    for name in ignored.keys.sorted() {
      guard let (path, count) = ignored[name] else { continue }
      let uses = count == 1 ? "" : " (used \(count) times)"
      warn(path, "the extension \(name) is not supported and was ignored\(uses)")
    }
    scene.extensionsIgnored =
      Set(scene.extensionsUsed).subtracting(supportedExtensions).union(ignored.keys).sorted()
  }

  /// Collects the first place of each unsupported extension, and how often it occurs.
  private func findIgnoredExtensions(
    in json: JSONCursor, into found: inout [String: (path: JSONPath, count: Int)]
  ) {
    switch json.value {
    case .array:
      for element in (try? json.elements()) ?? [] {
        findIgnoredExtensions(in: element, into: &found)
      }
    case .object:
      for (name, member) in (try? json.sortedMembers()) ?? [] where name != "extras" {
        findIgnoredExtensions(in: member, into: &found)
        guard name == "extensions" else { continue }
        for (name, use) in (try? member.sortedMembers()) ?? []
        where !supportedExtensions.contains(name) {
          found[name, default: (use.path, 0)].count += 1
        }
      }
    default: break
    }
  }
}
