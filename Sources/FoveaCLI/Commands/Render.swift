import Fovea

/// `fovea render`: a picture of a scene, without a headset or a window.
enum Render: Command {
  static let spec = CommandSpec(
    name: "render", summary: "draws a scene into a PNG file",
    positionals: [
      .init(name: "SCENE", help: "a .gltf or .glb file, or builtin:NAME[?key=value&…]")
    ],
    options: [
      OptionSpec("output-file", "OUT.png", "the picture to write; required", letter: "o"),
      .headset,
      OptionSpec(
        "output", "panel|eyes|left|right",
        "panel: both eyes distorted as sent to the display; eyes: undistorted eye images side by side; left, right: one eye undistorted",
        default: "panel"),
      OptionSpec("size", "WxH", "pixels per eye image", default: "the profile's"),
      OptionSpec(
        "position", "X,Y,Z",
        "position of the head in metres, glTF axes (right-handed, +Y up); goes with --look-at"),
      OptionSpec("look-at", "X,Y,Z", "point in metres that the head looks at"),
      OptionSpec(
        "camera", "INDEX", "a camera of the scene, counted from 0, in place of a position"),
      OptionSpec(
        "ipd", "MM", "distance between the eyes in millimetres; 0 makes both see from one point",
        default: "the profile's"),
      .samples,
      OptionSpec(
        "environment", "FILE.hdr|NAME", "image-based light and background", default: "sky"),
      OptionSpec("exposure", "EV", "light is multiplied by 2 to the power of EV", default: "0"),
      OptionSpec(
        "tonemap", "neutral|none",
        "neutral: Khronos PBR Neutral; none: linear light clamped to 0…1 with the sRGB transfer only",
        default: "neutral"),
      .foveation,
      OptionSpec(
        "trace", "NAME|FILE.csv", "head trace that begins at the pose the other options give"),
      OptionSpec(
        "frame", "N", "frame of the trace, counted from 0 at the headset's refresh rate",
        default: "0"),
      .seed, .device, .validate,
    ],
    notes: [
      "Without --position or --camera the head stands outside of the scene and looks at",
      "it, so that it fills the view. A sample count that the device lacks is exit 5.",
    ])

  static func run(_ arguments: ParsedArguments) throws(FoveaError) -> Int {
    guard let output = arguments["output-file"] else {
      throw FoveaError(.usage, "-o OUT.png is missing; usage: \(spec.usage)")
    }
    guard output.lowercased().hasSuffix(".png") else {
      throw FoveaError(.usage, "-o \(quoted(output)) does not end in .png")
    }
    let request = try request(arguments)
    let seed = try arguments.seed()
    let bar = ProgressBar("Reading")
    defer { bar.finish() }
    let scene = try SceneAsset.load(arguments.positionals[0], seed: seed) { bar.update($0) }
    bar.finish()
    for warning in scene.warnings { Console.note("fovea: warning: \(scene.source): \(warning)") }
    let engine = try Engine(arguments.engineOptions())
    let drawing = ProgressBar("Drawing")
    defer { drawing.finish() }
    let picture = try engine.render(request, of: scene) { drawing.update($0) }
    try picture.write(to: output)
    return reportValidation(of: engine)
  }

  private static func request(_ arguments: ParsedArguments) throws(FoveaError) -> RenderRequest {
    try arguments.checkFoveation()
    var request = RenderRequest()
    if let name = arguments["headset"] { request.headset = name }
    if let output = try arguments.choice("output", RenderRequest.Output.self) {
      request.output = output
    }
    request.eyeSize = try arguments.size("size")
    request.viewpoint = try viewpoint(arguments)
    let frame = try arguments.integer("frame", in: 0...1_000_000_000)
    if let trace = arguments["trace"] {
      request.trace = (trace, frame ?? 0)
    } else if frame != nil {
      throw FoveaError(.usage, "--frame goes with --trace")
    }
    request.eyeDistanceMillimetres = try arguments.number("ipd", in: 0...200)
    request.samples = try arguments.samples()
    request.environment = arguments["environment"]
    if let exposure = try arguments.number("exposure", in: -30...30) { request.exposure = exposure }
    if let mapping = try arguments.choice("tonemap", RenderRequest.ToneMapping.self) {
      request.toneMapping = mapping
    }
    return request
  }

  private static func viewpoint(_ arguments: ParsedArguments) throws(FoveaError) -> Viewpoint {
    let given = ["position", "camera"].filter { arguments[$0] != nil }
    guard given.count <= 1 else {
      throw FoveaError(.usage, "--\(given[0]) and --\(given[1]) exclude each other")
    }
    if arguments["look-at"] != nil, arguments["position"] == nil {
      throw FoveaError(.usage, "--look-at goes with --position")
    }
    if let position = try arguments.vector("position") {
      guard let target = try arguments.vector("look-at") else {
        throw FoveaError(.usage, "--position goes with --look-at")
      }
      return .position(position, lookAt: target)
    }
    if let camera = try arguments.integer("camera", in: 0...1_000_000) { return .camera(camera) }
    return .framing
  }
}
