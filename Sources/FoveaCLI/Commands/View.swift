import Fovea

/// `fovea view`: a scene to be walked through, in a headset where there is one and in a window where there is
/// none, unless an option asks for either.
enum View: Command {
  static let spec = CommandSpec(
    name: "view", summary: "shows a scene in a window or a headset, to be walked through",
    positionals: [
      .init(name: "SCENE", help: "a .gltf, .glb or .fovea file, or builtin:NAME[?key=value&…]")
    ],
    options: DesktopView.options + HeadsetView.options + [
      .camera, .animation, .samples, .environment, .shadowCatcher, .exposure, .seed,
      .lodThreshold, .noCache, .deviceMemory,
      .hostMemory, .validate, .json,
    ],
    notes: DesktopView.notes + [""] + HeadsetView.notes)

  static func run(
    _ arguments: ParsedArguments, _ interruption: Interruption
  ) throws(FoveaError) -> Int {
    let ofWindows = DesktopView.options.map(\.name).filter { !DesktopView.shared.contains($0) }
    let windowOption = ofWindows.first { arguments[$0] != nil }
    if arguments.flag("xr") {
      if let windowOption {
        throw FoveaError(.usage, "--xr and --\(windowOption) exclude each other")
      }
      return try HeadsetView.run(arguments, interruption)
    }
    try arguments.refuse(["json", "blend", "no-mirror"], without: "--xr")
    if windowOption != nil { return try DesktopView.run(arguments) }
    guard let absence = HeadsetViewer.absence() else {
      return try HeadsetView.run(arguments, interruption)
    }
    do throws(FoveaError) {
      return try DesktopView.run(arguments)
    } catch {
      guard error.kind == .unsupported else { throw error }
      throw FoveaError(.unsupported, "\(error.message); and no headset: \(absence.message)")
    }
  }
}
