private import FrameTiming

/// What a foveated run costs, as parts of the same run without foveation in the same report.
package struct Savings: Equatable, Sendable {
  /// Of the passes whose names begin with the same word, such as the forward passes of all layers.
  package struct Group: Equatable, Sendable {
    package var name: String
    /// Fragments as a part of the same group's without foveation; nil when that has none.
    package var fragments: Double?
    /// Device time as a part of the same group's; nil when there is no such group or nothing was
    /// timed.
    package var deviceTime: Double?
    /// Device time as a part of all passes' without foveation.
    package var deviceTimeOfAll: Double?
  }

  /// Name of the run without foveation.
  package var reference: String
  /// Fragments of all passes, those that fill an image with a few instructions each among them.
  package var fragments: Double?
  /// Fragments of the forward passes, which shade the scene.
  package var forwardFragments: Double? { groups.first { $0.name == "forward" }?.fragments }
  /// Median over the frames of the ratio of process CPU to that of the same frame.
  package var processTime: Double?
  /// The same of device time.
  package var deviceTime: Double?
  package var groups: [Group]

  package var json: JSON {
    [
      "of": JSON(reference),
      "fragments_of_off": ratio(fragments),
      "forward_fragments_of_off": ratio(forwardFragments),
      "time_of_off": ratio(processTime),
      "gpu_time_of_off": ratio(deviceTime),
      "passes": JSON(
        groups.map {
          [
            "name": JSON($0.name), "fragments_of_off": ratio($0.fragments),
            "gpu_time_of_off": ratio($0.deviceTime),
            "gpu_time_of_all_off": ratio($0.deviceTimeOfAll),
          ]
        }),
    ]
  }

  private func ratio(_ value: Double?) -> JSON { JSON(value.map { ($0 * 1e6).rounded() / 1e6 }) }
}

extension Report {
  /// Nil for a run without foveation and for one whose counterpart is not in the report.
  package func savings(of run: Run) -> Savings? {
    guard let name = run.reference, let off = runs.first(where: { $0.name == name }) else {
      return nil
    }
    let all = off.passes.reduce(0) { $0 + ($1.medianTime ?? 0) }
    let groups = run.groups.map { name, passes in
      let same = off.groups.first { $0.name == name }?.passes ?? []
      let time = passes.reduce(0) { $0 + ($1.medianTime ?? 0) }
      return Savings.Group(
        name: name, fragments: part(sum(passes), of: sum(same)),
        deviceTime: part(time, of: same.reduce(0) { $0 + ($1.medianTime ?? 0) }),
        deviceTimeOfAll: part(time, of: all))
    }
    return Savings(
      reference: name, fragments: part(sum(run.passes), of: sum(off.passes)),
      processTime: median(of: run.processCPU_ms, by: off.processCPU_ms),
      deviceTime: median(of: run.gpu_ms, by: off.gpu_ms), groups: groups)
  }

  /// Frames of the same number show the same and were measured in the same round.
  private func median(of times: [Double], by others: [Double]) -> Double? {
    guard times.count == others.count else { return nil }
    let ratios = zip(times, others).compactMap { part($0, of: $1) }
    return Distribution(ratios)?.p50
  }

  private func part(_ value: Double, of whole: Double) -> Double? {
    whole > 0 ? value / whole : nil
  }

  private func sum(_ passes: [Run.Pass]) -> Double {
    passes.reduce(0) { $0 + $1.fragments.reduce(0, +) }
  }
}

extension Run {
  /// Passes by the first word of their name, in the order of a frame.
  fileprivate var groups: [(name: String, passes: [Pass])] {
    var groups: [(name: String, passes: [Pass])] = []
    for pass in passes {
      let name = pass.name.split(separator: " ").first.map(String.init) ?? pass.name
      if let index = groups.firstIndex(where: { $0.name == name }) {
        groups[index].passes.append(pass)
      } else {
        groups.append((name, [pass]))
      }
    }
    return groups
  }
}

extension Run.Pass {
  fileprivate var medianTime: Double? { Distribution(gpu_ms)?.p50 }
}
