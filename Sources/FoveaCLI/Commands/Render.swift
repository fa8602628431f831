import Fovea
import Reporting

/// `fovea render`: a picture of a scene, without a headset or a window.
enum Render: PlainCommand {
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
      OptionSpec(
        "views", "FILE.json",
        "in place of a headset and a pose: what both eyes see from where, as view --xr --screenshot --json tells of its picture; not with --output panel"
      ),
      .eyeSize, .position, .lookAt, .camera, .time, .animation, .eyeDistance, .samples,
      .environment, .background, .shadowCatcher, .exposure, .toneMapping,
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
    var request = try arguments.picture()
    if let output = try arguments.choice("output", RenderRequest.Output.self) {
      request.output = output
    }
    if let file = arguments["views"] {
      try arguments.refuse(
        ["headset", "size", "position", "camera", "ipd", "trace"], without: "no --views")
      if arguments["output"] == nil { request.output = .eyes }
      guard request.output != .panel else {
        throw FoveaError(.usage, "--views goes with --output eyes, left or right")
      }
      request.givenViews = try GivenViews(contentsOf: file)
    }
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
    request.heatmap = try heatmap(arguments)
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
}
