import Numerics
import SceneModel

extension Importer {
  mutating func readMorphTargets(_ json: JSONCursor, into primitive: inout Primitive)
    throws(ImportFault)
  {
    let count = primitive.positions.count
    for targetJSON in try json.list("targets") {
      var target = MorphTarget()
      for (name, member) in try targetJSON.sortedMembers() {
        switch name {
        case "POSITION":
          let accessor = try attributeAccessor(member, .positionDelta, count: count)
          target.positions = try readVectors(accessor)
        case "NORMAL":
          let accessor = try attributeAccessor(member, .directionDelta, count: count)
          target.normals = try readVectors(accessor)
        case "TANGENT":
          let accessor = try attributeAccessor(member, .directionDelta, count: count)
          target.tangents = try readVectors(accessor)
        default:
          _ = try accessor(member)
          if !name.hasPrefix("_"), warnedFeatures.insert("target " + name).inserted {
            warn(member.path, "morph targets of \(name) are not supported and were ignored")
          }
        }
      }
      primitive.targets.append(target)
    }
  }
}
