/// One combination of a suite's lists.
struct RunPlan: Sendable {
  var name = ""
  var scene: BenchmarkSuite.SceneChoice
  var headset: BenchmarkSuite.HeadsetChoice
  var pose: Viewpoint
  var trace: String?
  var light: BenchmarkSuite.LightChoice
  var quality: BenchmarkSuite.Quality
  var samples: Int?
  var viewCount: Int
  var lodThreshold = 1.0
  /// Bytes of the device; nil: as the engine has it.
  var deviceMemory: BenchmarkSuite.DeviceMemory?
  var foveation = Foveation()
  /// Name of the run that differs in nothing but in being without foveation.
  var reference: String?
  /// Name of the run that differs in nothing but in showing the first scene.
  var sceneReference: String?
}

extension BenchmarkSuite {
  /// Every combination. A run is named by its scene and by whatever the suite varies.
  func plans() -> [RunPlan] {
    var plans = scenes.map { scene in
      RunPlan(
        name: scene.label, scene: scene, headset: headsets[0], pose: poses[0], light: lights[0],
        quality: qualities[0], viewCount: 2)
    }
    /// Replaces each plan by one for each choice.
    func multiply<Choice>(
      by choices: [Choice], label: (Int, Choice) -> String, set: (inout RunPlan, Choice) -> Void
    ) {
      plans = plans.flatMap { plan in
        choices.enumerated().map { index, choice in
          var plan = plan
          set(&plan, choice)
          if choices.count > 1 { plan.name += ", " + label(index, choice) }
          return plan
        }
      }
    }
    multiply(by: headsets, label: { $1.label }) { $0.headset = $1 }
    if staySeconds == nil {
      multiply(by: poses, label: { $1.label ?? "pose \($0)" }) { $0.pose = $1 }
    }
    multiply(by: traces, label: { $1 ?? "still" }) { $0.trace = $1 }
    multiply(by: lights, label: { index, _ in "light \(index)" }) { $0.light = $1 }
    multiply(by: qualities, label: { $1.rawValue }) { $0.quality = $1 }
    multiply(by: samples, label: { "\($1 ?? 0) sample\($1 == 1 ? "" : "s")" }) { $0.samples = $1 }
    multiply(by: viewCounts, label: { "\($1) view\($1 == 1 ? "" : "s")" }) { $0.viewCount = $1 }
    multiply(by: lodThresholds, label: { "\($1) px" }) { $0.lodThreshold = $1 }
    multiply(by: deviceMemory, label: { $1?.label ?? "" }) { $0.deviceMemory = $1 }
    plans = plans.flatMap(foveated)
    let perScene = plans.count / scenes.count
    for index in plans.indices.dropFirst(perScene) {
      plans[index].sceneReference = plans[index % perScene].name
    }
    return plans
  }
}

extension Viewpoint {
  fileprivate var label: String? {
    if case .camera(let index) = self { "camera \(index)" } else { nil }
  }
}

extension BenchmarkSuite.SceneChoice {
  /// The source without folders and file extension.
  var label: String {
    guard !source.hasPrefix("builtin:") else { return source }
    let file = source.split(separator: "/").last.map(String.init) ?? source
    return file.split(separator: ".").first.map(String.init) ?? file
  }
}

extension BenchmarkSuite.HeadsetChoice {
  var label: String {
    switch self {
    case .profile(let name): name
    case .field(let horizontal, let vertical, _, _): "\(horizontal)×\(vertical) degrees"
    }
  }
}
