import Numerics
import SceneModel

extension Importer {
  /// The transforms of EXT_mesh_gpu_instancing, relative to the node; empty when it is absent.
  mutating func readInstances(_ node: JSONCursor) throws(ImportFault) -> [Matrix4] {
    guard let json = try node.extension("EXT_mesh_gpu_instancing") else { return [] }
    let attributes = try json.required("attributes")
    var count: Int?
    var translations: [Float3] = []
    var rotations: [Float4] = []
    var scales: [Float3] = []
    for (name, member) in try attributes.sortedMembers() {
      let accessor = try accessor(member)
      guard count == nil || accessor.count == count else {
        throw member.fault("has not as many elements as the other attributes")
      }
      count = accessor.count
      switch name {
      case "TRANSLATION":
        try require(accessor, .vec3, [.float32], member)
        translations = try readVectors(accessor)
      case "ROTATION":
        try require(accessor, .vec4, [.float32, .int8, .int16], member)
        rotations = try readVectors(accessor)
      case "SCALE":
        try require(accessor, .vec3, [.float32], member)
        scales = try readVectors(accessor)
      default:
        if !name.hasPrefix("_") { warn(member.path, "is not an attribute of instances") }
      }
    }
    guard let count else { throw attributes.fault("has no attributes") }
    try budget.take(count, of: MemoryLayout<Matrix4>.stride, at: attributes.path)
    return (0..<count).map { i in
      Matrix4(
        translation: translations.isEmpty ? .zero : translations[i],
        rotation: rotations.isEmpty ? .identity : Quaternion(rotations[i]).normalized,
        scale: scales.isEmpty ? Float3(1, 1, 1) : scales[i])
    }
  }

  private func require(
    _ accessor: Accessor, _ type: ElementType, _ components: [ComponentType], _ json: JSONCursor
  ) throws(ImportFault) {
    guard accessor.type == type, components.contains(accessor.component),
      accessor.component == .float32 || accessor.isNormalized
    else { throw json.fault("names an accessor of the wrong format") }
  }
}
