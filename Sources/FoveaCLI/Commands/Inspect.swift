import Fovea
import Numerics
import Reporting
import SceneModel

/// `fovea inspect`: what a scene holds.
enum Inspect: PlainCommand {
  static let spec = CommandSpec(
    name: "inspect", summary: "tells what a scene holds",
    positionals: [
      .init(name: "SCENE", help: "a .gltf, .glb or .fovea file, or builtin:NAME[?key=value&…]")
    ],
    options: [
      OptionSpec(
        "verify", nil,
        "reads all of a .fovea file and checks every page and cluster; exit 3 when it is damaged"),
      .json, .seed,
    ])

  static func run(_ arguments: ParsedArguments) throws(FoveaError) -> Int {
    let source = arguments.positionals[0]
    if source.lowercased().hasSuffix(".fovea") {
      return try InspectBaked.run(
        source, verify: arguments.flag("verify"), asJSON: arguments.flag("json"))
    }
    guard !arguments.flag("verify") else {
      throw FoveaError(.usage, "--verify is for .fovea files, not \(quoted(source))")
    }
    let asset = try loadScene(source, seed: try arguments.seed())
    let facts = SceneFacts(asset.scene)
    Console.print(
      arguments.flag("json")
        ? json(of: asset, facts).text : text(of: asset, facts))
    return 0
  }

  private static func json(of asset: ImportedScene, _ facts: SceneFacts) -> JSON {
    let scene = asset.scene
    return [
      "source": JSON(asset.source),
      "name": JSON(scene.name),
      "counts": JSON.object(facts.counts.map { JSON.Member(name: $0.0, value: JSON($0.1)) }),
      "bounds_m": facts.bounds.isEmpty
        ? nil : ["minimum": json(facts.bounds.minimum), "maximum": json(facts.bounds.maximum)],
      "memory": [
        "geometry_bytes": JSON(facts.geometryBytes), "image_bytes": JSON(facts.imageBytes),
      ],
      "materials": JSON(
        scene.materials.map {
          [
            "name": JSON($0.name), "alpha_mode": JSON($0.alphaMode.rawValue),
            "double_sided": JSON($0.isDoubleSided), "unlit": JSON($0.isUnlit),
          ]
        }),
      "images": JSON(
        scene.images.map {
          ["name": JSON($0.name), "width": JSON($0.width), "height": JSON($0.height)]
        }),
      "animations": JSON(
        scene.animations.map { ["name": JSON($0.name), "duration_s": JSON($0.duration)] }),
      "extensions_used": JSON(scene.extensionsUsed),
      "extensions_ignored": JSON(scene.extensionsIgnored),
      "warnings": JSON(
        scene.warnings.map { ["pointer": JSON($0.pointer), "reason": JSON($0.reason)] }),
    ]
  }

  private static func json(_ v: Float3) -> JSON { [JSON(v.x), JSON(v.y), JSON(v.z)] }

  private static func text(of asset: ImportedScene, _ facts: SceneFacts) -> String {
    let scene = asset.scene
    var rows = facts.counts.filter { $0.1 > 0 }.map {
      ($0.0.replacing("_", with: " "), String($0.1))
    }
    if !facts.bounds.isEmpty {
      let (low, high) = (facts.bounds.minimum, facts.bounds.maximum)
      rows.append(("bounds", "\(vector(low)) to \(vector(high)) m"))
    }
    rows.append(("geometry", megabytes(facts.geometryBytes)))
    rows.append(("images in memory", megabytes(facts.imageBytes)))
    rows += scene.animations.enumerated().map { row($1, $0) }
    if !scene.extensionsUsed.isEmpty {
      rows.append(("extensions used", scene.extensionsUsed.joined(separator: ", ")))
    }
    if !scene.extensionsIgnored.isEmpty {
      rows.append(("extensions ignored", scene.extensionsIgnored.joined(separator: ", ")))
    }
    var text = "\(asset.source)\n" + CommandSpec.table(rows)
    for warning in asset.warnings { text += "warning: \(warning)\n" }
    return text
  }

  /// A line of the table.
  static func row(_ animation: Animation, _ index: Int) -> (String, String) {
    let seconds = short((Double(animation.duration) * 1000).rounded() / 1000)
    return (
      "animation \(index)",
      animation.name.isEmpty ? "\(seconds) s" : "\(animation.name), \(seconds) s"
    )
  }

  static func vector(_ v: Float3) -> String {
    (0..<3).map { short((Double(v[$0]) * 1000).rounded() / 1000) }.joined(separator: ",")
  }

  static func megabytes(_ bytes: Int) -> String {
    "\(short((Double(bytes) / 1e5).rounded() / 10)) MB"
  }
}
