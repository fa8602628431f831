import Fovea

extension ParsedArguments {
  func engineOptions(for path: Foveation.Path) -> Engine.Options {
    var options = Engine.Options()
    options.foveationPath = path
    options.device = self["device"]
    options.validate = flag("validate")
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
func loadScene(_ source: String, seed: UInt64? = nil) throws(FoveaError) -> SceneAsset {
  let bar = ProgressBar("Reading")
  defer { bar.finish() }
  return try SceneAsset.load(source, seed: seed) { bar.update($0) }
}
