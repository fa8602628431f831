/// One combination of a suite's lists.
struct RunPlan: Sendable {
  var name = ""
  var scene: BenchmarkSuite.SceneChoice
  var headset: BenchmarkSuite.HeadsetChoice
  var pose: BenchmarkSuite.PoseChoice
  var light: BenchmarkSuite.LightChoice
  var quality: BenchmarkSuite.Quality
  var samples: Int?
  var viewCount: Int
}

extension BenchmarkSuite {
  /// Every combination. A run is named by its scene and by whatever the suite varies.
  func plans() -> [RunPlan] {
    var plans: [RunPlan] = []
    for scene in scenes {
      for headset in headsets {
        for (poseIndex, pose) in poses.enumerated() {
          for (lightIndex, light) in lights.enumerated() {
            for quality in qualities {
              for samples in samples {
                for viewCount in viewCounts {
                  var parts = [scene.label]
                  if headsets.count > 1 { parts.append(headset.label) }
                  if poses.count > 1 { parts.append("pose \(poseIndex)") }
                  if lights.count > 1 { parts.append("light \(lightIndex)") }
                  if qualities.count > 1 { parts.append(quality.rawValue) }
                  if self.samples.count > 1 {
                    parts.append("\(samples ?? 0) sample\(samples == 1 ? "" : "s")")
                  }
                  if viewCounts.count > 1 {
                    parts.append("\(viewCount) view\(viewCount == 1 ? "" : "s")")
                  }
                  plans.append(
                    RunPlan(
                      name: parts.joined(separator: ", "), scene: scene, headset: headset,
                      pose: pose, light: light, quality: quality, samples: samples,
                      viewCount: viewCount))
                }
              }
            }
          }
        }
      }
    }
    return plans
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
