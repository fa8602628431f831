import Fovea

extension ParsedArguments {
  func engineOptions(for path: Foveation.Path) throws(FoveaError) -> Engine.Options {
    var options = Engine.Options()
    options.foveationPath = path
    options.device = self["device"]
    options.validate = flag("validate")
    let mebibytes = 0...(1 << 24)
    if let size = try integer("gpu-memory", in: mebibytes) {
      options.memory.deviceBytes = size << 20
    }
    if let size = try integer("host-memory", in: mebibytes) {
      options.memory.hostBytes = size << 20
    }
    return options
  }

  func samples() throws(FoveaError) -> Int? {
    guard let samples = try integer("samples", in: 1...64) else { return nil }
    guard [1, 2, 4, 8].contains(samples) else {
      throw FoveaError(.usage, "--samples \(samples) is not one of 1, 2, 4, 8")
    }
    return samples
  }

  func seed() throws(FoveaError) -> UInt64? {
    try integer("seed", in: 0...Int.max).map(UInt64.init)
  }
}

/// Lists what the validation layer said and returns the exit code: that of a driver failure when
/// there is any message.
func reportValidation(of engine: Engine) -> Int {
  let messages = engine.validationMessages
  for message in messages { Console.error("validation: \(message)") }
  return messages.isEmpty ? 0 : FoveaError.Kind.driver.rawValue
}

/// A scene with a progress bar while it is read.
func loadScene(_ source: String, seed: UInt64? = nil) throws(FoveaError) -> ImportedScene {
  let bar = ProgressBar("Reading")
  defer { bar.finish() }
  return try ImportedScene.load(source, seed: seed) { bar.update($0) }
}

/// The scene of the first operand, ready to be drawn, with a progress bar while it is baked. Says
/// what of it is not drawn.
///
/// - Parameter waits: whether it is baked when it is not yet; else something coarse stands in for it.
func openScene(
  _ arguments: ParsedArguments, named name: String? = nil, seed: UInt64?, waits: Bool
) throws(FoveaError) -> SceneAsset {
  var opening = SceneAsset.Opening()
  opening.seed = seed
  opening.usesCache = !arguments.flag("no-cache")
  let bar = ProgressBar("Baking")
  defer { bar.finish() }
  let source = name ?? arguments.positionals[0]
  let scene =
    waits
    ? try SceneAsset.open(source, opening) { bar.update($0) }
    : try SceneAsset.preview(source, opening) { bar.update($0) }
  bar.finish()
  if scene.isProvisional {
    Console.note(
      "fovea: \(source): is not baked yet: something coarse stands in for it, without --no-wait it is baked first"
    )
  }
  for warning in scene.warnings { Console.note("fovea: warning: \(scene.source): \(warning)") }
  return scene
}
