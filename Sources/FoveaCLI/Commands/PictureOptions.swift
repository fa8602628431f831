import Fovea

/// Options of what is drawn of a scene, and from where, as commands that make pictures share them.
extension OptionSpec {
  static let eyeSize = OptionSpec(
    "size", "WxH", "pixels per eye image", default: "the profile's")
  static let position = OptionSpec(
    "position", "X,Y,Z",
    "position of the head in metres, glTF axes (right-handed, +Y up); goes with --look-at")
  static let lookAt = OptionSpec("look-at", "X,Y,Z", "point in metres that the head looks at")
  static let camera = OptionSpec(
    "camera", "INDEX", "a camera of the scene, counted from 0, in place of a position")
  static let time = OptionSpec(
    "time", "SECONDS",
    "time of the scene's animations, each of which begins anew when it is over; with --trace that of frame 0",
    default: "0")
  static let animation = OptionSpec(
    "animation", "INDEX|NAME|all",
    "which of the scene's animations plays; all: at once, and where several move the same, the last does",
    default: "all")
  static let eyeDistance = OptionSpec(
    "ipd", "MM", "distance between the eyes in millimetres; 0 makes both see from one point",
    default: "the profile's")
  static let environment = OptionSpec(
    "environment", "FILE.hdr|NAME", "image-based light and background", default: "sky")
  static let background = OptionSpec(
    "background", "sky|none",
    "what is seen behind the scene: the environment, or nothing, with alpha in the picture",
    default: "sky")
  static let shadowCatcher = OptionSpec(
    "shadow-catcher", nil,
    "a floor at the lowest place of the scene that shows the sun's shadow alone")
  static let exposure = OptionSpec(
    "exposure", "EV", "light is multiplied by 2 to the power of EV", default: "0")
  static let toneMapping = OptionSpec(
    "tonemap", "neutral|none",
    "neutral: Khronos PBR Neutral; none: linear light clamped to 0…1 with the sRGB transfer only",
    default: "neutral")
}

extension ParsedArguments {
  /// What the options that commands share say of a picture.
  func picture() throws(FoveaError) -> RenderRequest {
    var request = RenderRequest()
    request.foveation = try foveation()
    request.gaze = try gaze(for: request.foveation.mode)
    if let name = self["headset"] { request.headset = name }
    request.eyeSize = try size("size")
    request.viewpoint = try viewpoint()
    request.eyeDistanceMillimetres = try number("ipd", in: 0...200)
    request.samples = try samples()
    request.environment = self["environment"]
    if let background = try choice("background", RenderRequest.Background.self) {
      request.background = background
    }
    request.catchesShadows = flag("shadow-catcher")
    if let exposure = try number("exposure", in: -30...30) { request.exposure = exposure }
    if let time = try number("time", in: 0...1_000_000) { request.time = time }
    request.animation = animation
    if let mapping = try choice("tonemap", RenderRequest.ToneMapping.self) {
      request.toneMapping = mapping
    }
    if let pixels = try number("lod-threshold", in: 0...1000) { request.lodThreshold = pixels }
    request.waitsForDetail = !flag("no-wait")
    return request
  }

  /// Which of a scene's animations play.
  var animation: RenderRequest.Animation {
    guard let name = self["animation"], name != "all" else { return .all }
    return .one(name)
  }

  private func viewpoint() throws(FoveaError) -> Viewpoint {
    let given = ["position", "camera"].filter { self[$0] != nil }
    guard given.count <= 1 else {
      throw FoveaError(.usage, "--\(given[0]) and --\(given[1]) exclude each other")
    }
    if self["look-at"] != nil, self["position"] == nil {
      throw FoveaError(.usage, "--look-at goes with --position")
    }
    if let position = try vector("position") {
      guard let target = try vector("look-at") else {
        throw FoveaError(.usage, "--position goes with --look-at")
      }
      return .position(position, lookAt: target)
    }
    if let camera = try integer("camera", in: 0...1_000_000) { return .camera(camera) }
    return .framing
  }
}
