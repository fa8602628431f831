import Foundation
import Fovea
import Numerics
import Optics
import Reporting

/// `fovea headsets`: the built-in profiles, and a plot of one.
enum Headsets: PlainCommand {
  static let spec = CommandSpec(
    name: "headsets", summary: "lists the headset profiles; headsets show NAME plots one",
    positionals: [
      .init(name: "show", help: "show: one profile in full", isRequired: false),
      .init(name: "NAME", help: "a built-in profile or a FILE.json", isRequired: false),
    ],
    options: [
      OptionSpec(
        "output-file", "OUT.png",
        "with show: plots the distortion, pixels per degree and the visible part", letter: "o"),
      .json,
    ])

  static func run(_ arguments: ParsedArguments) throws(FoveaError) -> Int {
    guard let action = arguments.positionals.first else {
      guard arguments["output-file"] == nil else {
        throw FoveaError(.usage, "-o goes with headsets show NAME")
      }
      return try list(json: arguments.flag("json"))
    }
    guard action == "show" else {
      throw .unknown(
        "action of headsets", action, known: ["show"], hint: "fovea headsets --help")
    }
    guard arguments.positionals.count == 2 else {
      throw FoveaError(.usage, "NAME is missing; usage: fovea headsets show NAME [-o OUT.png]")
    }
    let profile = try HeadsetProfile.find(arguments.positionals[1])
    if let output = arguments["output-file"] {
      guard output.lowercased().hasSuffix(".png") else {
        throw FoveaError(.usage, "-o \(quoted(output)) does not end in .png")
      }
      let plot = LensPlot.render(profile)
      try Picture(width: plot.width, height: plot.height, pixels: plot.rgba).write(to: output)
    }
    Console.print(arguments.flag("json") ? json(of: profile).text : text(of: profile))
    return 0
  }

  private static func list(json: Bool) throws(FoveaError) -> Int {
    let catalog = try HeadsetProfile.catalog()
    var profiles: [HeadsetProfile] = []
    for name in catalog.names { profiles.append(try HeadsetProfile.find(name)) }
    if json {
      let list: JSON = ["headsets": JSON(profiles.map(Headsets.json(of:)))]
      Console.print(list.text)
    } else {
      Console.print(
        CommandSpec.table(
          profiles.map { profile in
            let display = profile.display
            return (
              profile.name,
              "\(profile.title), \(display.width)x\(display.height), \(short(display.refreshHz)) Hz"
            )
          }))
    }
    return 0
  }

  private static func json(of profile: HeadsetProfile) -> JSON {
    [
      "name": JSON(profile.name),
      "title": JSON(profile.title),
      "notes": JSON(profile.notes),
      "display": [
        "width": JSON(profile.display.width), "height": JSON(profile.display.height),
        "refresh_hz": JSON(profile.display.refreshHz),
      ],
      "ipd_mm": JSON((profile.ipdMetres * 1e6).rounded() / 1e3),
      "eye_size": [JSON(profile.eyeImageWidth), JSON(profile.eyeImageHeight)],
      "eyes": JSON((0..<2).map { json(of: profile.eye($0)) }),
      "sources": JSON(
        profile.sources.map { ["pointer": JSON($0.pointer), "text": JSON($0.text)] }),
    ]
  }

  private static func json(of eye: EyeProfile) -> JSON {
    let field = eye.fieldOfView
    return [
      "viewport": [
        JSON(eye.viewport.x), JSON(eye.viewport.y), JSON(eye.viewport.width),
        JSON(eye.viewport.height),
      ],
      "field_of_view_degrees": [
        "left": JSON(degrees(field.left)), "right": JSON(degrees(field.right)),
        "up": JSON(degrees(field.up)), "down": JSON(degrees(field.down)),
      ],
      "lens": JSON(kind(of: eye.lens)),
      "eye_relief_mm": JSON(eye.eyeReliefMetres.map { ($0 * 1e6).rounded() / 1e3 }),
      "pixels_per_degree_center": JSON(
        (pixelsPerDegreeAtAxis(eye) * 100).rounded() / 100),
    ]
  }

  /// Display pixels per degree where the eye looks straight ahead.
  private static func pixelsPerDegreeAtAxis(_ eye: EyeProfile) -> Double {
    let axis = eye.lens.viewportPosition(
      ofTangent: .zero, channel: 1, viewportPixels: eye.viewportPixels)
    return eye.pixelsPerDegree(at: axis ?? Double2(0.5, 0.5))
  }

  private static func degrees(_ tangent: Float) -> Double {
    (atan(Double(tangent)) * 180 / .pi * 100).rounded() / 100
  }

  private static func kind(of lens: LensModel) -> String {
    switch lens {
    case .radial: "radial"
    case .kannalaBrandt: "kannala-brandt"
    case .grid: "grid"
    }
  }

  private static func text(of profile: HeadsetProfile) -> String {
    let display = profile.display
    var text = """
      \(profile.title) (\(profile.name))
      display: \(display.width)x\(display.height) pixels, \(short(display.refreshHz)) Hz
      eye image: \(profile.eyeImageWidth)x\(profile.eyeImageHeight) pixels
      eye distance: \(short((profile.ipdMetres * 1e6).rounded() / 1e3)) mm

      """
    for (index, name) in ["left", "right"].enumerated() {
      let eye = profile.eye(index)
      let field = eye.fieldOfView
      text +=
        "\(name) eye: left \(degrees(field.left)), right \(degrees(field.right)), "
        + "up \(degrees(field.up)), down \(degrees(field.down)) degrees; lens \(kind(of: eye.lens)); "
        + "\(String(format: "%.1f", pixelsPerDegreeAtAxis(eye))) pixels per degree ahead\n"
    }
    if !profile.notes.isEmpty { text += "notes: \(profile.notes)\n" }
    for source in profile.sources {
      text += "source\(source.pointer.isEmpty ? "" : " of " + source.pointer): \(source.text)\n"
    }
    return text
  }
}
