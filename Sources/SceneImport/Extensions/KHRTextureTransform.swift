import Numerics
import SceneModel

extension Importer {
  /// KHR_texture_transform of a texture info; its `texCoord` takes the place of the info's.
  func readTextureTransform(_ info: JSONCursor, uvSet: inout Int) throws(ImportFault)
    -> TextureTransform
  {
    guard let json = try info.extension("KHR_texture_transform") else { return .identity }
    var transform = TextureTransform.identity
    if let offset = try json.floats("offset", count: 2) {
      transform.offset = Float2(offset[0], offset[1])
    }
    transform.rotation = try json.float("rotation", default: 0)
    if let scale = try json.floats("scale", count: 2) {
      transform.scale = Float2(scale[0], scale[1])
    }
    uvSet = try json.integer("texCoord", in: 0...Int(Int32.max)) ?? uvSet
    return transform
  }
}
