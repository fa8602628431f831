import Numerics
import SceneModel

private let name = "KHR_lights_punctual"

extension Importer {
  mutating func readLights() throws(ImportFault) {
    guard let table = try root.extension(name) else { return }
    for json in try table.list("lights") { scene.lights.append(try readLight(json)) }
  }

  /// The light on a node.
  func lightIndex(_ node: JSONCursor) throws(ImportFault) -> Int? {
    guard let json = try node.extension(name) else { return nil }
    return try json.required("light").index(below: scene.lights.count, of: "light")
  }

  private mutating func readLight(_ json: JSONCursor) throws(ImportFault) -> Light {
    let type = try json.required("type")
    var light: Light
    switch try type.string() {
    case "directional": light = Light(kind: .directional)
    case "point": light = Light(kind: .point)
    case "spot": light = Light(kind: try spot(json))
    default: throw type.fault("is not a type of lights")
    }
    light.name = try json.string("name") ?? ""
    if let color = try unitFloats(json, "color", count: 3) {
      light.color = Float3(color[0], color[1], color[2])
    }
    light.intensity = try json.float(
      "intensity", in: 0...Float.greatestFiniteMagnitude, default: 1)
    if let range = try json.member("range") {
      light.range = try range.float()
      guard try range.float() > 0 else { throw range.fault("must be greater than 0") }
    }
    return light
  }

  private func spot(_ light: JSONCursor) throws(ImportFault) -> Light.Kind {
    let json = try light.required("spot")
    let inner = try json.float("innerConeAngle", default: 0)
    let outer = try json.float("outerConeAngle", default: .pi / 4)
    // The rounded π/2 of a file may be a little above ours.
    guard inner >= 0, inner < outer, outer <= .pi / 2 + 1e-5 else {
      throw json.fault("must have 0 <= innerConeAngle < outerConeAngle <= π/2")
    }
    return .spot(inner: inner, outer: min(outer, .pi / 2))
  }
}
