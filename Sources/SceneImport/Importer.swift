import SceneModel

/// Reads the files that a scene names by URI.
package typealias FileResolver = (_ uri: String) throws -> [UInt8]

/// One import: the document, what was read from it so far, and the scene that grows.
struct Importer {
  let root: JSONCursor
  let limits: ImportLimits
  let resolver: FileResolver?
  let binaryChunk: ArraySlice<UInt8>?
  var budget: DecodingBudget
  var scene = Scene()

  /// What was read by URI, so that a file named often is read once.
  var externalFiles: [String: [UInt8]] = [:]
  var externalBytes = 0
  var buffers: [Buffer] = []
  var bufferViews: [BufferView] = []
  var accessors: [Accessor] = []
  /// The scene's texture for each texture of the document; nil when it has no usable image.
  var textures: [Int?] = []
  var convertedTextures: [SpecularGlossinessKey: (baseColor: Int, metallicRoughness: Int)] = [:]
  /// For each mesh.
  var morphTargetCounts: [Int] = []
  /// For each node.
  var parents: [Int?] = []
  /// Attributes that go unread are reported once each.
  var warnedFeatures: Set<String> = []

  init(
    root: JSONCursor, limits: ImportLimits, resolver: FileResolver?,
    binaryChunk: ArraySlice<UInt8>?, sourceBytes: Int
  ) {
    self.root = root
    self.limits = limits
    self.resolver = resolver
    self.binaryChunk = binaryChunk
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
    try readMeshes()
    progress(0.8)
    finishGeometry()
    try readCameras()
    try readLights()
    try readNodes()
    try readSkins()
    try readScenes()
    try readAnimations()
    try checkAccessorBounds()
    progress(1)
    return scene
  }
}
