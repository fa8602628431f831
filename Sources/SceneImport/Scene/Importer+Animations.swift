import Numerics
import SceneModel

extension Importer {
  mutating func readAnimations() throws(ImportFault) {
    for json in try root.list("animations") {
      var animation = Animation()
      animation.name = try json.string("name") ?? ""
      let samplers = try json.required("samplers").elements()
      let channels = try readChannels(json, samplerCount: samplers.count)
      animation.channels = channels.map(\.channel)
      for (index, samplerJSON) in samplers.enumerated() {
        let users = channels.filter { $0.channel.sampler == index }
        guard let sampler = try readSampler(samplerJSON, users: users) else { break }
        animation.samplers.append(sampler)
      }
      if animation.samplers.count == samplers.count { scene.animations.append(animation) }
    }
  }

  private mutating func readChannels(_ animation: JSONCursor, samplerCount: Int)
    throws(ImportFault) -> [(channel: Animation.Channel, json: JSONCursor)]
  {
    var channels: [(channel: Animation.Channel, json: JSONCursor)] = []
    var seen: Set<String> = []
    for json in try animation.required("channels").elements() {
      let sampler = try json.required("sampler").index(below: samplerCount, of: "sampler")
      let target = try json.required("target")
      guard let node = try target.index("node", below: scene.nodes.count, of: "node") else {
        warn(target.path, "names no node, and the channel was ignored")
        continue
      }
      let pathJSON = try target.required("path")
      let path: Animation.Path
      switch try pathJSON.string() {
      case "translation": path = .translation
      case "rotation": path = .rotation
      case "scale": path = .scale
      case "weights": path = .weights
      default:
        warn(pathJSON.path, "is not a property that can be animated; the channel was ignored")
        continue
      }
      if path == .weights, scene.nodes[node].mesh.map({ morphTargetCounts[$0] }) ?? 0 == 0 {
        throw target.fault("animates the weights of a node without morph targets")
      }
      if path != .weights, case .matrix = scene.nodes[node].transform {
        throw target.fault("animates a node that has a matrix")
      }
      guard seen.insert("\(node) \(path)").inserted else {
        throw target.fault("is animated by another channel already")
      }
      channels.append((Animation.Channel(node: node, path: path, sampler: sampler), json))
    }
    return channels
  }

  /// Nil, with a warning, when the times are out of order: then the animation is left out.
  private mutating func readSampler(
    _ json: JSONCursor, users: [(channel: Animation.Channel, json: JSONCursor)]
  ) throws(ImportFault) -> Animation.Sampler? {
    let input = try json.required("input")
    let inputAccessor = try accessor(input)
    guard inputAccessor.type == .scalar, inputAccessor.component == .float32 else {
      throw input.fault("names an accessor that is not of scalar floats")
    }
    let times = try readFloats(inputAccessor)
    guard (times.first ?? 0) >= 0, zip(times, times.dropFirst()).allSatisfy(<) else {
      warn(
        input.path,
        "has times that are negative or not strictly increasing; the animation was left out")
      return nil
    }
    var interpolation = Animation.Interpolation.linear
    if let member = try json.member("interpolation") {
      switch try member.string() {
      case "LINEAR": break
      case "STEP": interpolation = .step
      case "CUBICSPLINE": interpolation = .cubicSpline
      default: throw member.fault("is not an interpolation")
      }
    }
    let output = try json.required("output")
    let accessor = try accessor(output)
    let values = times.count * (interpolation == .cubicSpline ? 3 : 1)
    guard accessor.count % values == 0, accessor.component != .uint32,
      accessor.component == .float32 || accessor.isNormalized,
      [.scalar, .vec3, .vec4].contains(accessor.type)
    else {
      throw output.fault("names an accessor that does not suit the sampler's \(times.count) keys")
    }
    let components = accessor.count / values * accessor.type.components
    for (channel, user) in users {
      let (type, wanted): (ElementType, Int) =
        switch channel.path {
        case .translation, .scale: (.vec3, 3)
        case .rotation: (.vec4, 4)
        case .weights:
          (.scalar, scene.nodes[channel.node].mesh.map { morphTargetCounts[$0] } ?? 0)
        }
      guard accessor.type == type, components == wanted else {
        throw output.fault("names an accessor that does not suit \(user.path.pointer)")
      }
    }
    if interpolation == .cubicSpline && times.count < 2 {
      throw input.fault("has one time, and a cubic spline needs two")
    }
    return Animation.Sampler(
      times: times, outputs: try readFloats(accessor), components: components,
      interpolation: interpolation)
  }
}
