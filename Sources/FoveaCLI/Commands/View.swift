import Fovea

/// `fovea view`: a scene to be walked through.
enum View: Command {
  static let spec = CommandSpec(
    name: "view", summary: "shows a scene in a headset, to be walked through",
    positionals: [
      .init(name: "SCENE", help: "a .gltf, .glb or .fovea file, or builtin:NAME[?key=value&…]")
    ],
    options: HeadsetView.options + [
      OptionSpec(
        "camera", "INDEX", "a camera of the scene, counted from 0, in place of a position"),
      .samples,
      OptionSpec(
        "environment", "FILE.hdr|NAME", "image-based light and background", default: "sky"),
      OptionSpec("exposure", "EV", "light is multiplied by 2 to the power of EV", default: "0"),
      .seed, .lodThreshold, .noCache, .deviceMemory, .hostMemory, .validate, .json,
    ],
    notes: HeadsetView.notes)

  static func run(_ arguments: ParsedArguments) throws(FoveaError) -> Int {
    guard arguments.flag("xr") else {
      throw FoveaError(.unsupported, "view without --xr is not supported yet")
    }
    return try HeadsetView.run(arguments)
  }
}
