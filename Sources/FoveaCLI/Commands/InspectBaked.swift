import Fovea
import Numerics
import Reporting
import SceneModel
import SceneStore

/// `fovea inspect` of a baked scene: what the file holds, level by level.
enum InspectBaked {
  static func run(_ path: String, verify: Bool, asJSON: Bool) throws(FoveaError) -> Int {
    let bar = ProgressBar("Reading")
    defer { bar.finish() }
    let facts: BakedFacts
    do throws(StoreError) {
      let file = try SceneFile(path: path)
      if verify {
        try file.verify { done, total in
          bar.update(Double(done) / Double(max(total, 1)))
          return true
        }
      }
      facts = try BakedFacts(file) { bar.update($0) }
    } catch {
      throw FoveaError(error.kind == .unreadable ? .file : .badInput, error.description)
    }
    bar.finish()
    Console.print(
      asJSON ? json(path, facts, isVerified: verify).text : text(path, facts, isVerified: verify))
    return 0
  }

  private static func json(_ path: String, _ facts: BakedFacts, isVerified: Bool) -> JSON {
    let (directory, scene) = (facts.directory, facts.directory.skeleton.scene)
    return [
      "source": JSON(path),
      "name": JSON(scene.name),
      "counts": JSON.object(facts.counts.map { JSON.Member(name: $0.0, value: JSON($0.1)) }),
      "bounds_m": directory.bounds.isEmpty
        ? nil
        : ["minimum": json(directory.bounds.minimum), "maximum": json(directory.bounds.maximum)],
      "bytes": [
        "file": JSON(facts.fileBytes), "geometry": JSON(facts.geometryBytes),
        "images": JSON(facts.imageBytes), "other": JSON(facts.otherBytes),
        "geometry_per_triangle": JSON(facts.bytesPerTriangle),
      ],
      "levels": JSON(
        facts.levels.map { level in
          [
            "groups": JSON(level.groups), "clusters": JSON(level.clusters),
            "triangles": JSON(level.triangles), "fill": JSON(level.fill),
            "error_min_m": level.errors.map { JSON($0.lowerBound) } ?? nil,
            "error_max_m": level.errors.map { JSON($0.upperBound) } ?? nil,
          ]
        }),
      "materials": JSON(
        scene.materials.map {
          [
            "name": JSON($0.name), "alpha_mode": JSON($0.alphaMode.rawValue),
            "double_sided": JSON($0.isDoubleSided), "unlit": JSON($0.isUnlit),
          ]
        }),
      "images": JSON(
        directory.images.map {
          [
            "name": JSON($0.name), "width": JSON($0.width), "height": JSON($0.height),
            "encoding": JSON("\($0.encoding)"), "color": JSON($0.isColor),
            "levels": JSON($0.levelCount),
          ]
        }),
      "animations": JSON(
        scene.animations.map { ["name": JSON($0.name), "duration_s": JSON($0.duration)] }),
      "extensions_used": JSON(scene.extensionsUsed),
      "extensions_ignored": JSON(scene.extensionsIgnored),
      "warnings": JSON(
        scene.warnings.map { ["pointer": JSON($0.pointer), "reason": JSON($0.reason)] }),
      "verified": JSON(isVerified),
    ]
  }

  private static func json(_ v: Float3) -> JSON { [JSON(v.x), JSON(v.y), JSON(v.z)] }

  private static func text(_ path: String, _ facts: BakedFacts, isVerified: Bool) -> String {
    let (directory, scene) = (facts.directory, facts.directory.skeleton.scene)
    var rows = facts.counts.filter { $0.1 > 0 }.map {
      ($0.0.replacing("_", with: " "), String($0.1))
    }
    if !directory.bounds.isEmpty {
      let (low, high) = (directory.bounds.minimum, directory.bounds.maximum)
      rows.append(("bounds", "\(Inspect.vector(low)) to \(Inspect.vector(high)) m"))
    }
    rows.append(("file", Inspect.megabytes(facts.fileBytes)))
    let perTriangle = short((facts.bytesPerTriangle * 10).rounded() / 10)
    rows.append(
      ("geometry", "\(Inspect.megabytes(facts.geometryBytes)), \(perTriangle) bytes a triangle"))
    rows.append(("images", Inspect.megabytes(facts.imageBytes)))
    for (index, level) in facts.levels.enumerated() {
      let errors = level.errors.map {
        ", error \(millimetres($0.lowerBound)) to \(millimetres($0.upperBound)) mm"
      }
      rows.append(
        (
          "level \(index)",
          "\(level.triangles) triangles, \(level.clusters) clusters of \(level.groups) groups, "
            + "\(Int((level.fill * 100).rounded())) % full" + (errors ?? "")
        ))
    }
    rows += scene.animations.enumerated().map { Inspect.row($1, $0) }
    if isVerified { rows.append(("verified", "every page and cluster")) }
    var text = "\(path)\n" + CommandSpec.table(rows)
    for warning in scene.warnings { text += "warning: \(warning.pointer): \(warning.reason)\n" }
    return text
  }

  /// Three digits.
  private static func millimetres(_ metres: Float) -> String {
    let value = Double(metres) * 1000
    guard value > 0 else { return "0" }
    var unit = 1.0
    while value / unit >= 1000 { unit *= 10 }
    while value / unit < 100 && unit > 1e-9 { unit /= 10 }
    // By way of single precision, which hides what multiplying has rounded.
    let rounded = Float((value / unit).rounded() * unit)
    return short(Double(rounded.description) ?? Double(rounded))
  }
}
