import Fovea

/// `fovea view`: a scene to be walked through.
enum View: Command {
  static let spec = CommandSpec(
    name: "view", summary: "shows a scene in a window or a headset, to be walked through",
    positionals: [
      .init(name: "SCENE", help: "a .gltf, .glb or .fovea file, or builtin:NAME[?key=value&…]")
    ],
    options: DesktopView.options + HeadsetView.options + [
      .camera, .samples, .environment, .shadowCatcher, .exposure, .seed, .lodThreshold, .noCache,
      .deviceMemory,
      .hostMemory, .validate, .json,
    ],
    notes: DesktopView.notes + [""] + HeadsetView.notes)

  static func run(
    _ arguments: ParsedArguments, _ interruption: Interruption
  ) throws(FoveaError) -> Int {
    guard arguments.flag("xr") else {
      try arguments.refuse(["json"], without: "--xr")
      return try DesktopView.run(arguments)
    }
    let ofWindows = DesktopView.options.map(\.name).filter { !DesktopView.shared.contains($0) }
    if let name = ofWindows.first(where: { arguments[$0] != nil }) {
      throw FoveaError(.usage, "--xr and --\(name) exclude each other")
    }
    return try HeadsetView.run(arguments, interruption)
  }
}
