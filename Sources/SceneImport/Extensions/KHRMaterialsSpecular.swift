import Numerics
import SceneModel

extension Importer {
  mutating func readSpecular(_ json: JSONCursor, into material: inout Material) throws(ImportFault)
  {
    guard let json = try json.extension("KHR_materials_specular") else { return }
    material.specular = try json.float("specularFactor", in: 0...1, default: 1)
    material.specularTexture = try readTextureReference(json, "specularTexture")
    if let color = try json.floats("specularColorFactor", count: 3) {
      guard color.allSatisfy({ $0 >= 0 }) else {
        throw json.path.appending("specularColorFactor").fault("must not be negative")
      }
      material.specularColor = Float3(color[0], color[1], color[2])
    }
    material.specularColorTexture = try readTextureReference(json, "specularColorTexture")
  }
}
