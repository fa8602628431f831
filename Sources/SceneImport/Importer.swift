import SceneModel

/// Reads the files that a scene names by URI.
package typealias FileResolver = (_ uri: String) throws -> [UInt8]

/// Finds the files that a scene names by URI.
typealias FileFinder = (_ uri: String) throws -> ByteSlice

/// One import: the document, what was read from it so far, and the scene that grows.
struct Importer {
  let root: JSONCursor
  let limits: ImportLimits
  let finder: FileFinder?
  let binaryChunk: ByteSlice?
  /// Whether vertices and pixels are left for later, when someone asks for them.
  let isDeferred: Bool
  var budget: DecodingBudget
  var scene = Scene()

  /// What was found by URI, so that a file named often is read once.
  var externalFiles: [String: ByteSlice] = [:]
  var externalBytes = 0
  var buffers: [Buffer] = []
  var bufferViews: [BufferView] = []
  var accessors: [Accessor] = []
  /// The scene's texture for each texture of the document; nil when it has no usable image.
  var textures: [Int?] = []
  /// How the pixels of each image of the scene are had.
  var imageRecipes: [ImageRecipe] = []
  var convertedTextures: [SpecularGlossinessKey: (baseColor: Int, metallicRoughness: Int)] = [:]
  /// What is left for later, for each primitive of each mesh.
  var deferredPrimitives: [[DeferredPrimitive]] = []
  /// For each mesh.
  var morphTargetCounts: [Int] = []
  /// For each node.
  var parents: [Int?] = []
  /// Attributes that go unread are reported once each.
  var warnedFeatures: Set<String> = []

  init(
    root: JSONCursor, limits: ImportLimits, finder: FileFinder?,
    binaryChunk: ByteSlice?, sourceBytes: Int, isDeferred: Bool
  ) {
    self.root = root
    self.limits = limits
    self.finder = finder
    self.binaryChunk = binaryChunk
    self.isDeferred = isDeferred
    budget = DecodingBudget(limits: limits)
    budget.allow(sourceBytes: sourceBytes, limits: limits)
  }

  mutating func warn(_ path: JSONPath, _ reason: String) {
    scene.warnings.append(SceneWarning(pointer: path.pointer, reason: reason))
  }

  /// Reads everything in the order in which things refer to each other.
  mutating func run(progress: (Double) -> Void) throws(ImportFault) -> Scene {
    try readAsset()
    try readExtensionLists()
    progress(0.02)
    try readBuffers()
    try readBufferViews()
    try readAccessors()
    progress(0.1)
    try readImagesAndTextures()
    progress(0.5)
    try readMaterials()
    if isDeferred { try deferMeshes() } else { try readMeshes() }
    progress(0.8)
    finishGeometry()
    try readCameras()
    try readLights()
    try readNodes()
    try readSkins()
    try readScenes()
    try readAnimations()
    if !isDeferred { try checkAccessorBounds() }
    progress(1)
    return scene
  }
}
