import Fovea
import Reporting

/// `fovea render`: a picture of a scene, without a headset or a window.
enum Render: Command {
  static let spec = CommandSpec(
    name: "render", summary: "draws a scene into PNG files",
    positionals: [
      .init(name: "SCENE", help: "a .gltf, .glb or .fovea file, or builtin:NAME[?key=value&…]")
    ],
    options: [
      OptionSpec(
        "output-file", "OUT.png",
        "the picture to write, or with --frames a pattern such as DIR/%04d.png; required",
        letter: "o"),
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
      OptionSpec(
        "heatmap", "density|overdraw|cost|lod|residency",
        "colours over the picture, with a legend below; density: pixels drawn for each pixel of the eye image; overdraw: fragments shaded for each pixel of the layer; cost: steps for each pixel of the eye image, one for each fragment, texture fetch and light; lod: level of detail of the geometry, 0 the finest, each cluster in a shade of its own; residency: error in pixels of geometry that stands in for detail that --lod-threshold asks for and memory does not hold"
      ),
      OptionSpec(
        "heatmap-range", "MAX", "value of the last colour, to compare pictures",
        default: "1 for density, else a number that fits the first picture"),
      .foveation, .gaze, .gazeRight, .foveationQuality, .foveationPath, .foveationInset,
      .foveationDensity,
      OptionSpec(
        "trace", "NAME|FILE.csv", "head trace that begins at the pose the other options give"),
      OptionSpec(
        "frame", "N", "frame of the trace, counted from 0 at the headset's refresh rate",
        default: "0"),
      OptionSpec(
        "frames", "N",
        "draws so many frames of the trace, each to the file that the pattern of -o gives for its number",
        default: "1"),
    ] + OptionSpec.eyeTracker + [
      .seed, .lodThreshold,
      OptionSpec(
        "no-wait", nil,
        "draws what of the scene is there at once, in place of waiting for all detail; of a scene that is not baked yet something coarse that stands in for it"
      ),
      .noCache, .deviceMemory, .hostMemory, .device, .validate,
      OptionSpec(
        "json", nil, "prints what each picture took as one JSON document on standard output"),
    ],
    notes: [
      "Without --position or --camera the head stands outside of the scene and looks at",
      "it, so that it fills the view. A sample count or a foveation path that the device",
      "lacks is exit 5. The eye tracker is a simulated one, which follows the trace from",
      "its start. Times that --json tells of the first picture hold what the driver",
      "compiles.",
    ])

  static func run(_ arguments: ParsedArguments) throws(FoveaError) -> Int {
    guard let name = arguments["output-file"] else {
      throw FoveaError(.usage, "-o OUT.png is missing; usage: \(spec.usage)")
    }
    let request = try request(arguments)
    let output = try OutputFiles(name, isSequence: arguments["frames"] != nil)
    let seed = try arguments.seed()
    let scene = try openScene(arguments, seed: seed, waits: request.waitsForDetail)
    let engine = try Engine(try arguments.engineOptions(for: request.foveation.path))
    let drawing = ProgressBar("Drawing")
    defer { drawing.finish() }
    let renderer = try PictureRenderer(request, of: scene, on: engine) { drawing.update(0.5 * $0) }
    var pictures: [JSON] = []
    for index in 0..<renderer.count {
      let file = output.file(renderer.frame(of: index))
      try renderer.draw(index).write(to: file)
      pictures.append(renderer.json(ofPicture: index, file: file))
      drawing.update(0.5 + 0.5 * Double(index + 1) / Double(renderer.count))
    }
    drawing.finish()
    for warning in renderer.warnings { Console.note("fovea: warning: \(warning)") }
    if arguments.flag("json") {
      Console.print(renderer.json(scene: scene, device: engine.deviceName, pictures).text)
    }
    try renderer.destroy()
    return reportValidation(of: engine)
  }

  private static func request(_ arguments: ParsedArguments) throws(FoveaError) -> RenderRequest {
    var request = RenderRequest()
    request.foveation = try arguments.foveation()
    request.gaze = try arguments.gaze(for: request.foveation.mode)
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
    if let count = try arguments.integer("frames", in: 1...1_000_000) {
      guard request.trace != nil else { throw FoveaError(.usage, "--frames goes with --trace") }
      request.frameCount = count
    }
    request.eyeTracker = try arguments.eyeTracker(
      follows: request.foveation.mode == .gaze && request.trace != nil && request.gaze == nil)
    request.eyeDistanceMillimetres = try arguments.number("ipd", in: 0...200)
    request.samples = try arguments.samples()
    request.environment = arguments["environment"]
    if let exposure = try arguments.number("exposure", in: -30...30) { request.exposure = exposure }
    if let mapping = try arguments.choice("tonemap", RenderRequest.ToneMapping.self) {
      request.toneMapping = mapping
    }
    request.heatmap = try heatmap(arguments)
    if let pixels = try arguments.number("lod-threshold", in: 0...1000) {
      request.lodThreshold = pixels
    }
    request.waitsForDetail = !arguments.flag("no-wait")
    return request
  }

  private static func heatmap(_ arguments: ParsedArguments) throws(FoveaError) -> Heatmap? {
    let range = try arguments.number("heatmap-range", in: 0.001...1_000_000)
    guard let quantity = try arguments.choice("heatmap", Heatmap.Quantity.self) else {
      if range != nil { throw FoveaError(.usage, "--heatmap-range goes with --heatmap") }
      return nil
    }
    return Heatmap(quantity, range: range)
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
