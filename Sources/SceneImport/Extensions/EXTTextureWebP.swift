extension Importer {
  /// EXT_texture_webp: the image that takes the place of a texture's `source`.
  func webPSource(_ texture: JSONCursor, imageCount: Int) throws(ImportFault) -> Int? {
    try texture.extension("EXT_texture_webp")?.index("source", below: imageCount, of: "image")
  }
}
