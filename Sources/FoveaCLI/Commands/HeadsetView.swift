import Fovea

/// `fovea view --xr`: a scene in a headset, by OpenXR.
enum HeadsetView {
  static let options = [
    OptionSpec("xr", nil, "in a headset, by the machine's OpenXR runtime"),
    OptionSpec("frames", "N", "ends after so many frames"),
    OptionSpec(
      "no-wait", nil,
      "where there is no OpenXR runtime or no headset: ends, in place of waiting for one"),
  ]

  static let notes = [
    "In a headset the runtime chooses the device and the size of the eye images. Without",
    "--no-wait a runtime and a headset are waited for, also when they go away; with it",
    "no runtime and no headset are exit 5, and a runtime that goes away is exit 4.",
  ]

  static func run(_ arguments: ParsedArguments) throws(FoveaError) -> Int {
    var options = HeadsetViewer.Options()
    options.frames = try arguments.integer("frames", in: 1...1_000_000_000)
    options.waits = !arguments.flag("no-wait")
    options.engine = try arguments.engineOptions(for: .inset)
    if let camera = try arguments.integer("camera", in: 0...1_000_000) {
      options.viewpoint = .camera(camera)
    }
    options.samples = try arguments.samples()
    options.environment = arguments["environment"]
    options.catchesShadows = arguments.flag("shadow-catcher")
    if let exposure = try arguments.number("exposure", in: -30...30) { options.exposure = exposure }
    if let pixels = try arguments.number("lod-threshold", in: 0...1000) {
      options.lodThreshold = pixels
    }
    let scene = try openScene(arguments, seed: try arguments.seed(), waits: true)
    let viewer = HeadsetViewer(scene, options) { Console.note("fovea: \($0)") }
    try viewer.run()
    let facts = viewer.facts
    if arguments.flag("json") { Console.print(facts.json(of: scene).text) }
    for message in facts.messages { Console.error("validation: \(message)") }
    return facts.messages.isEmpty ? 0 : FoveaError.Kind.driver.rawValue
  }
}
