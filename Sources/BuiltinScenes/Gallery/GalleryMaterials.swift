import Numerics
import SceneModel

enum GalleryMaterial: Hashable, Sendable {
  case plaster, paintedWall, limestone, marble, statueMarble, darkMarble, floor
  case brass, bronze, gold, copper, iron
  case walnut, velvet, banner, porcelain, celadon, terracotta, soil
  case glass, crystal, leaf, grille, hedge
  case painting(Int), lampGlow, sign
}

/// Materials and their textures, in the scene; a surface's metres become texture units by `tile`.
struct GalleryMaterials {
  private var table: [GalleryMaterial: (index: Int, tile: Float)] = [:]

  func index(_ m: GalleryMaterial) -> Int { entry(m).index }
  func tile(_ m: GalleryMaterial) -> Float { entry(m).tile }

  private func entry(_ m: GalleryMaterial) -> (index: Int, tile: Float) {
    guard let e = table[m] else { preconditionFailure("a material of the gallery is not made") }
    return e
  }

  /// Bakes the textures, all at once on all cores, and adds everything to the scene.
  init(size: Int, seed: UInt64, scene: inout Scene) {
    let half = max(size / 2, 8)
    func noise(_ stream: UInt64) -> Noise { Noise(seed: seed, stream: stream) }
    // The slowest first, so that the cores end together.
    let fixed: [TextureRecipe] = [
      Stone.floor(size: size, noise: noise(1)), Stone.marble(size: half, noise: noise(2)),
      Cloth.banner(size: size, noise: noise(3)), Glaze.porcelain(size: size, noise: noise(4)),
      Stone.darkMarble(size: half, noise: noise(5)), Stone.limestone(size: half, noise: noise(6)),
      Stone.plaster(size: half, noise: noise(7)), Metal.copper(size: half, noise: noise(8)),
      Metal.brushed(size: half, noise: noise(9)), Wood.walnut(size: half, noise: noise(10)),
      Cutouts.grille(size: half, noise: noise(11)), Cutouts.leaf(size: half, noise: noise(12)),
    ]
    let pictures = (0..<Paintings.count).map {
      Paintings.painting($0, size: half, noise: noise(20 + UInt64($0)))
    }
    let recipes = fixed + pictures
    let baked = parallelMap(recipes.count) { recipes[$0].bake() }
    let sets = recipes.indices.map { TextureSet(baked[$0], of: recipes[$0], in: &scene) }
    let ramp = scene.addTexture(.occlusionRamp) {
      ($0.wrapU, $0.wrapV, $0.mip) = (.clampToEdge, .clampToEdge, nil)
    }

    func add(_ key: GalleryMaterial, _ set: TextureSet? = nil, _ edit: (inout Material) -> Void) {
      let index = scene.addMaterial("\(key)") { m in
        m.occlusionTexture = TextureReference(texture: ramp, uvSet: 1)
        set?.apply(to: &m)
        edit(&m)
      }
      table[key] = (index, set?.tile ?? 1)
    }
    addStones(sets, add)
    addMetals(sets, add)
    addOthers(sets, add)
    for i in 0..<Paintings.count { add(.painting(i), sets[fixed.count + i]) { _ in } }
  }

  private typealias Add = (GalleryMaterial, TextureSet?, (inout Material) -> Void) -> Void

  private func addStones(_ sets: [TextureSet], _ add: Add) {
    add(.floor, sets[0]) { _ in }
    add(.marble, sets[1]) { _ in }
    add(.darkMarble, sets[4]) { _ in }
    add(.limestone, sets[5]) { _ in }
    add(.statueMarble, nil) {
      $0.baseColor = Float4(0.76, 0.73, 0.68, 1)
      $0.roughness = 0.36
    }
    add(.plaster, sets[6]) { $0.baseColor = Float4(0.93, 0.83, 0.66, 1) }
    add(.paintedWall, sets[6]) { $0.baseColor = Float4(0.085, 0.20, 0.205, 1) }
    add(.terracotta, sets[6]) { $0.baseColor = Float4(0.62, 0.25, 0.13, 1) }
    add(.soil, sets[6]) { $0.baseColor = Float4(0.06, 0.04, 0.03, 1) }
  }

  private func addMetals(_ sets: [TextureSet], _ add: Add) {
    add(.copper, sets[7]) { $0.occlusionTexture = sets[7].surface }
    add(.brass, sets[8]) { $0.baseColor = Float4(0.89, 0.67, 0.33, 1) }
    add(.gold, sets[8]) { $0.baseColor = Float4(1.0, 0.74, 0.32, 1) }
    add(.bronze, nil) {
      $0.baseColor = Float4(0.50, 0.32, 0.17, 1)
      $0.metallic = 1
      $0.roughness = 0.24
    }
    add(.iron, nil) {
      $0.baseColor = Float4(0.035, 0.035, 0.038, 1)
      $0.metallic = 0.4
      $0.roughness = 0.5
    }
    add(.grille, sets[10]) {
      $0.alphaMode = .mask
      $0.isDoubleSided = true
    }
  }

  private func addOthers(_ sets: [TextureSet], _ add: Add) {
    add(.banner, sets[2]) { $0.isDoubleSided = true }
    add(.velvet, nil) {
      $0.baseColor = Float4(0.20, 0.012, 0.02, 1)
      $0.roughness = 0.95
      $0.specular = 0.4
    }
    add(.porcelain, sets[3]) { $0.roughness = 0.09 }
    add(.celadon, nil) {
      $0.baseColor = Float4(0.22, 0.46, 0.38, 1)
      $0.roughness = 0.12
    }
    add(.walnut, sets[9]) { _ in }
    add(.leaf, sets[11]) {
      $0.alphaMode = .mask
      $0.isDoubleSided = true
    }
    add(.hedge, nil) {
      $0.baseColor = Float4(0.055, 0.12, 0.03, 1)
      $0.roughness = 0.8
    }
    add(.glass, nil) {
      $0.baseColor = Float4(0.75, 0.9, 0.86, 0.10)
      $0.roughness = 0.03
      $0.alphaMode = .blend
    }
    add(.crystal, nil) {
      $0.baseColor = Float4(0.42, 0.20, 0.72, 0.62)
      $0.roughness = 0.05
      $0.alphaMode = .blend
      $0.indexOfRefraction = 1.55
      $0.emissive = Float3(0.10, 0.03, 0.20)
    }
    add(.lampGlow, nil) {
      $0.baseColor = Float4(0.9, 0.85, 0.75, 1)
      $0.roughness = 0.6
      $0.emissive = Float3(4.2, 2.9, 1.55)
    }
    add(.sign, nil) {
      $0.baseColor = Float4(0.02, 0.09, 0.05, 1)
      $0.emissive = Float3(0.1, 1.1, 0.42)
    }
  }
}

/// The textures of one recipe in a scene.
private struct TextureSet {
  var tile: Float
  var color: TextureReference
  var surface: TextureReference?
  var normal: TextureReference?

  init(_ baked: BakedTextures, of recipe: TextureRecipe, in scene: inout Scene) {
    func add(_ image: Image) -> TextureReference {
      TextureReference(
        texture: scene.addTexture(image) {
          if recipe.clamps { ($0.wrapU, $0.wrapV) = (.clampToEdge, .clampToEdge) }
        })
    }
    tile = recipe.tile
    color = add(baked.color)
    surface = baked.surface.map(add)
    normal = baked.normal.map(add)
  }

  func apply(to m: inout Material) {
    m.baseColorTexture = color
    m.normalTexture = normal
    if let surface {
      m.metallicRoughnessTexture = surface
      (m.metallic, m.roughness) = (1, 1)
    }
  }
}

extension Scene {
  fileprivate mutating func addTexture(_ image: Image, _ edit: (inout Texture) -> Void) -> Int {
    images.append(image)
    var texture = Texture(image: images.count - 1)
    edit(&texture)
    textures.append(texture)
    return textures.count - 1
  }
}

extension Image {
  /// Grows from black to white with u: a vertex's occlusion is its u in the second UV set. So a vertex
  /// can dim the surrounding light alone, which vertex colours cannot.
  static let occlusionRamp = {
    let row: [UInt8] = (0...UInt8.max).flatMap { x in [x, x, x, 255] }
    return Image(
      name: "occlusion ramp", width: 256, height: 4, pixels: row + row + row + row)
  }()
}
