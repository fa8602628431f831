import Fovea
import Headset
import Numerics
import Optics
import Reporting

extension PictureRenderer {
  /// What a set of pictures is of and what drawing each took.
  func json(scene: SceneAsset, device: String, _ pictures: [JSON]) -> JSON {
    let foveation = request.foveation
    let facts = foveationPlan.map { plan in
      FoveationFacts(plan, of: profile, isFixed: foveation.mode == .fixed)
    }
    return [
      "schema": "fovea-render/1",
      "scene": JSON(scene.source),
      "provisional": JSON(scene.isProvisional),
      "headset": JSON(request.headset),
      "device": JSON(device),
      "output": JSON(request.output.rawValue),
      "views": JSON(viewCount),
      "samples": JSON(samples),
      "eye_size": [JSON(eyeWidth), JSON(eyeHeight)],
      "foveation": JSON(foveation.mode.rawValue),
      "quality": JSON(
        foveation.mode == .off || foveation.inset != nil ? nil : foveation.quality.rawValue),
      "path": JSON(foveationPath?.rawValue ?? "none"),
      "foveation_plan": facts.map(\.json) ?? nil,
      "pictures": JSON(pictures),
    ]
  }

  /// Of the newest picture.
  func json(ofPicture index: Int, file: String) -> JSON {
    guard let statistics else { return nil }
    let record = statistics.record
    return [
      "file": JSON(file),
      "frame": request.trace == nil ? nil : JSON(frame(of: index)),
      "gaze": statistics.gaze.map(json) ?? nil,
      "heatmap": statistics.heat.map(json) ?? nil,
      "streaming": statistics.streaming.json,
      "lod": statistics.detail.json,
      "fragment_invocations": JSON(record.counters.fragmentInvocations),
      "frame_ms": JSON(Double(record.frame_ns) / 1e6),
      "process_cpu_ms": JSON(Double(record.processCPU_ns) / 1e6),
      "passes": JSON(
        (0..<record.passCount).map { index in
          let pass = record.pass(index)
          return [
            "name": JSON(passNames[index]), "gpu_ms": JSON(Double(pass.gpu_ns) / 1e6),
            "fragment_invocations": JSON(pass.fragments),
          ]
        }),
    ]
  }

  private func json(of heat: HeatFacts) -> JSON {
    [
      "quantity": JSON(heat.quantity.rawValue), "range": JSON(heat.range),
      "mean": JSON(heat.mean), "maximum": JSON(heat.maximum),
    ]
  }

  /// Of each eye that is drawn: tangents right and up of its optical axis, and the degrees that
  /// `--gaze` takes.
  private func json(of gaze: GazePlacement) -> JSON {
    let tangents = (0..<viewCount).map { gaze.foveation.tangents[$0] }
    return [
      "degrees": JSON(
        tangents.map { t in
          let degrees = GazeSample.degrees(of: Float3(t.x, t.y, -1))
          return [JSON(thousandth(degrees.x)), JSON(thousandth(degrees.y))]
        }),
      "tangents": JSON(tangents.map { [JSON($0.x), JSON($0.y)] }),
      "widening": JSON(gaze.foveation.widening),
      "state": JSON(gaze.state.rawValue),
      "age_ms": JSON(gaze.ageNanoseconds.map { Double($0) / 1e6 }),
    ]
  }

  private func thousandth(_ value: Float) -> Double { (Double(value) * 1000).rounded() / 1000 }
}
