import Foundation
import ImageCodecs
import SceneModel

extension Importer {
  /// Reads textures and samplers, and decodes the images unless they are left for later.
  mutating func readImagesAndTextures() throws(ImportFault) {
    let imageList = try root.list("images")
    let samplers = try root.list("samplers")
    var sources: [Int?] = []
    var fallbacks: Set<Int> = []
    let textureList = try root.list("textures")
    for json in textureList {
      let plain = try json.index("source", below: imageList.count, of: "image")
      let webP = try webPSource(json, imageCount: imageList.count)
      if let plain, webP != nil { fallbacks.insert(plain) }
      sources.append(webP ?? plain)
    }
    let used = Set(sources.compactMap { $0 })
    // Images that nothing uses are decoded all the same, so that damage is reported; what only
    // stands in for a better image is not.
    let skipped = fallbacks.subtracting(used)
    let recipes = try findImages(imageList, skipping: skipped)
    // Nothing is decoded that was to be left for later.
    let decoded = isDeferred ? [:] : try decode(recipes)
    var places: [Int: Int] = [:]
    for index in used.sorted() {
      guard let recipe = recipes[index] else { continue }
      places[index] = scene.images.count
      scene.images.append(decoded[index] ?? recipe.blank)
      imageRecipes.append(recipe)
    }
    for (index, json) in textureList.enumerated() {
      let sampler = try json.index("sampler", below: samplers.count, of: "sampler")
      guard let source = sources[index], let image = places[source] else {
        warn(json.path, "has no image that can be read, and is not used")
        textures.append(nil)
        continue
      }
      var texture = Texture(image: image)
      if let sampler { try read(samplers[sampler], into: &texture) }
      textures.append(scene.textures.count)
      scene.textures.append(texture)
    }
    for json in samplers {
      var texture = Texture(image: 0)
      try read(json, into: &texture)
    }
  }

  /// OpenGL's numbers, as glTF uses them.
  private func read(_ json: JSONCursor, into texture: inout Texture) throws(ImportFault) {
    func wrap(_ key: String) throws(ImportFault) -> Texture.Wrap {
      guard let member = try json.member(key) else { return .repeat }
      switch try member.integer(in: 0...Int.max) {
      case 33071: return .clampToEdge
      case 33648: return .mirroredRepeat
      case 10497: return .repeat
      default: throw member.fault("is not a wrap mode")
      }
    }
    texture.wrapU = try wrap("wrapS")
    texture.wrapV = try wrap("wrapT")
    if let member = try json.member("magFilter") {
      switch try member.integer(in: 0...Int.max) {
      case 9728: texture.magnification = .nearest
      case 9729: texture.magnification = .linear
      default: throw member.fault("is not a magnification filter")
      }
    }
    if let member = try json.member("minFilter") {
      switch try member.integer(in: 0...Int.max) {
      case 9728: (texture.minification, texture.mip) = (.nearest, nil)
      case 9729: (texture.minification, texture.mip) = (.linear, nil)
      case 9984: (texture.minification, texture.mip) = (.nearest, .nearest)
      case 9985: (texture.minification, texture.mip) = (.linear, .nearest)
      case 9986: (texture.minification, texture.mip) = (.nearest, .linear)
      case 9987: (texture.minification, texture.mip) = (.linear, .linear)
      default: throw member.fault("is not a minification filter")
      }
    }
  }
}
