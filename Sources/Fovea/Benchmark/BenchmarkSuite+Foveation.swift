import GPU
import Optics
import Rendering

extension BenchmarkSuite {
  /// Whether any run is foveated.
  public var isFoveated: Bool { foveation.contains { $0 != .off } }

  /// What the suite's device is opened for: the first of the paths that needs it.
  public var foveationPath: Foveation.Path {
    foveationPaths.first { FoveationPath($0).rateKind != nil } ?? .auto
  }

  /// Takes `foveation`, `qualities`, which are of foveation too, and `foveation_paths`.
  mutating func readFoveation(_ members: [String: JSONDocument]) throws(FoveaError) {
    if let value = members["foveation"] {
      foveation = try value.choices()
      if let field = members["field_of_view_degrees"], foveation != [.off] {
        throw field.error("does not go with foveation, which needs to know a headset's lenses")
      }
    }
    if let value = members["foveation_paths"] {
      guard isFoveated else { throw value.error("goes with foveation that is not off") }
      foveationPaths = try value.choices()
    }
    if let value = members["qualities"] {
      let named = try value.list { (element) throws(FoveaError) in
        try NamedQuality(element, isFoveated: isFoveated)
      }
      let shading = named.compactMap(\.shading)
      let foveation = named.compactMap(\.foveation)
      if !shading.isEmpty { qualities = shading }
      if !foveation.isEmpty { foveationQualities = foveation }
    }
  }

  /// Off once, the others with each quality and each path.
  private var foveationChoices: [Foveation] {
    foveation.flatMap { mode -> [Foveation] in
      guard mode != .off else { return [Foveation()] }
      return foveationQualities.flatMap { quality in
        foveationPaths.map { path in
          var choice = Foveation()
          (choice.mode, choice.quality, choice.path) = (mode, quality, path)
          return choice
        }
      }
    }
  }

  /// A run with every choice of foveation. Runs that are compared stand together, so that they take
  /// turns.
  func foveated(_ plan: RunPlan) -> [RunPlan] {
    let choices = foveationChoices
    var plans = choices.map { choice in
      var plan = plan
      plan.foveation = choice
      if choices.count > 1 { plan.name += ", " + label(of: choice) }
      return plan
    }
    let reference = plans.first { $0.foveation.mode == .off }?.name
    for index in plans.indices where plans[index].foveation.mode != .off {
      plans[index].reference = reference
    }
    return plans
  }

  private func label(of choice: Foveation) -> String {
    guard choice.mode != .off else { return "off" }
    var label = choice.mode.rawValue
    if foveationQualities.count > 1 { label += " " + choice.quality.rawValue }
    if foveationPaths.count > 1 { label += " " + choice.path.rawValue }
    return label
  }
}

extension RunPlan {
  /// Why the foveation cannot be had on a device; nil when it can.
  func obstacle(on device: Device) -> String? {
    guard foveation.mode != .off else { return nil }
    guard case .profile = headset else {
      return "foveation needs a headset, to know what its lenses show"
    }
    do {
      _ = try foveation.path(on: device)
      return nil
    } catch {
      return error.message
    }
  }

  /// As reports have it: of the shading, of the foveation, or of both.
  var qualityLabel: String {
    guard foveation.mode != .off else { return quality.rawValue }
    let detail = foveation.quality.rawValue
    return quality == .full ? detail : "\(quality.rawValue), \(detail)"
  }
}

/// A quality of a suite's list, of either kind.
private struct NamedQuality {
  var shading: BenchmarkSuite.Quality?
  var foveation: Foveation.Quality?

  init(_ document: JSONDocument, isFoveated: Bool) throws(FoveaError) {
    let name = try document.string()
    shading = BenchmarkSuite.Quality(rawValue: name)
    foveation = Foveation.Quality(rawValue: name)
    if foveation != nil, !isFoveated {
      throw document.error("goes with foveation that is not off")
    }
    guard shading != nil || foveation != nil else {
      let known =
        BenchmarkSuite.Quality.allCases.map(\.rawValue)
        + Foveation.Quality.allCases.map(\.rawValue)
      throw document.error("is not one of " + known.joined(separator: ", "))
    }
  }
}
