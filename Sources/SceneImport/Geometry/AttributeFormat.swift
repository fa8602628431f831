/// Which accessors may hold a vertex attribute.
struct AttributeFormat {
  var types: Set<ElementType>
  /// Component types that glTF itself allows; integers must be normalised unless they are indices.
  var components: Set<ComponentType>
  var needsNormalized: Bool
  /// What KHR_mesh_quantization adds.
  var quantized: Set<ComponentType> = []
  var quantizedNeedsNormalized = false

  static let position = AttributeFormat(
    types: [.vec3], components: [.float32], needsNormalized: true,
    quantized: [.int8, .uint8, .int16, .uint16])
  static let normal = AttributeFormat(
    types: [.vec3], components: [.float32], needsNormalized: true, quantized: [.int8, .int16],
    quantizedNeedsNormalized: true)
  static let tangent = AttributeFormat(
    types: [.vec4], components: [.float32], needsNormalized: true, quantized: [.int8, .int16],
    quantizedNeedsNormalized: true)
  static let uv = AttributeFormat(
    types: [.vec2], components: [.float32, .uint8, .uint16], needsNormalized: true,
    quantized: [.int8, .uint8, .int16, .uint16])
  static let color = AttributeFormat(
    types: [.vec3, .vec4], components: [.float32, .uint8, .uint16], needsNormalized: true)
  static let joints = AttributeFormat(
    types: [.vec4], components: [.uint8, .uint16], needsNormalized: false)
  static let weights = AttributeFormat(
    types: [.vec4], components: [.float32, .uint8, .uint16], needsNormalized: true)
  static let positionDelta = AttributeFormat(
    types: [.vec3], components: [.float32], needsNormalized: true, quantized: [.int8, .int16])
  static let directionDelta = AttributeFormat(
    types: [.vec3], components: [.float32], needsNormalized: true, quantized: [.int8, .int16],
    quantizedNeedsNormalized: true)
}

extension Importer {
  /// The accessor that an attribute names, if it may hold that attribute for `count` vertices.
  mutating func attributeAccessor(_ json: JSONCursor, _ format: AttributeFormat, count: Int?)
    throws(ImportFault) -> Accessor
  {
    let accessor = try accessor(json)
    guard format.types.contains(accessor.type) else {
      throw json.fault("names an accessor of type \(accessor.type.rawValue)")
    }
    if let count, accessor.count != count {
      throw json.fault("has \(accessor.count) elements, and the primitive \(count) vertices")
    }
    let isInteger = accessor.component != .float32
    if format.components.contains(accessor.component),
      !isInteger || accessor.isNormalized == format.needsNormalized
    {
      return accessor
    }
    guard format.quantized.contains(accessor.component),
      accessor.isNormalized || !format.quantizedNeedsNormalized
    else {
      throw json.fault("names an accessor whose component type does not suit the attribute")
    }
    if !scene.extensionsUsed.contains("KHR_mesh_quantization") {
      warn(json.path, "is quantized, and the scene does not declare KHR_mesh_quantization")
    }
    return accessor
  }
}
