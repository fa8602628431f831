import Foundation
import Numerics

extension HeadsetProfile {
  /// Reads a profile; `Assets/Headsets/README.md` documents the format. A measured grid is read
  /// from the profile's own folder.
  package static func load(path: String) throws(ProfileError) -> HeadsetProfile {
    let data = try read(path, limit: 1 << 20)
    let folder = (path as NSString).deletingLastPathComponent
    let json = try JSONReader(data: data, file: path)
    return try HeadsetProfile(json: json) { place, name throws(ProfileError) in
      guard !name.contains("/"), !name.hasPrefix(".") else {
        throw place.error("must be the name of a file in the profile's folder")
      }
      let path = folder.isEmpty ? name : folder + "/" + name
      let data = try read(path, limit: 1 << 25)
      return try GridLens(text: String(decoding: data, as: UTF8.self), file: path)
    }
  }

  /// The same from memory. A profile with a measured grid cannot be read this way.
  package static func parse(_ text: String, file: String = "profile") throws(ProfileError)
    -> HeadsetProfile
  {
    let json = try JSONReader(data: Data(text.utf8), file: file)
    return try HeadsetProfile(json: json) { place, _ throws(ProfileError) in
      throw place.error("a measured grid needs a profile in a folder")
    }
  }

  private static func read(_ path: String, limit: Int) throws(ProfileError) -> Data {
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw ProfileError(kind: .unreadable, file: path, reason: "cannot be opened")
    }
    defer { try? file.close() }
    let data: Data
    do {
      data = try file.read(upToCount: limit + 1) ?? Data()
    } catch {
      throw ProfileError(kind: .unreadable, file: path, reason: "cannot be read")
    }
    guard data.count <= limit else {
      throw ProfileError(file: path, reason: "larger than \(limit) bytes")
    }
    return data
  }

  private init(
    json: JSONReader, gridFile: (JSONReader, String) throws(ProfileError) -> GridLens
  ) throws(ProfileError) {
    let members = try json.object([
      "schema", "name", "title", "notes", "sources", "display", "ipd_mm", "eye_image", "eyes",
    ])
    let schema = try json.required("schema", in: members)
    guard try schema.string() == "fovea-headset/1" else {
      throw schema.error("must be \"fovea-headset/1\"")
    }
    let name = try json.required("name", in: members)
    self.name = try name.string(longest: 64)
    guard self.name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") }) else {
      throw name.error("must be letters, digits and hyphens")
    }
    title = try json.required("title", in: members).string()
    notes = try members["notes"]?.string() ?? ""
    sources = []
    for (pointer, text) in try json.required("sources", in: members).members() {
      sources.append(Source(pointer: pointer, text: try text.string()))
    }
    sources.sort { $0.pointer < $1.pointer }
    display = try Display(json: try json.required("display", in: members))
    ipdMetres = try json.required("ipd_mm", in: members).number(0...200) / 1000
    let image = try json.required("eye_image", in: members)
    let imageMembers = try image.object(["width", "height"])
    eyeImageWidth = try image.required("width", in: imageMembers).integer(16...16384)
    eyeImageHeight = try image.required("height", in: imageMembers).integer(16...16384)

    let eyes = try json.required("eyes", in: members)
    let both = try eyes.object(["left", "right"])
    let left = try EyeProfile(
      json: try eyes.required("left", in: both), display: display, gridFile: gridFile)
    let rightPart = try eyes.required("right", in: both)
    if case .string(let text) = rightPart.value {
      guard text == "mirrored" else { throw rightPart.error("must be an object or \"mirrored\"") }
      self.eyes = (left, left.mirrored(panelWidth: display.width))
    } else {
      let right = try EyeProfile(json: rightPart, display: display, gridFile: gridFile)
      self.eyes = (left, right)
    }
  }
}

extension HeadsetProfile.Display {
  init(json: JSONReader) throws(ProfileError) {
    let members = try json.object(["width", "height", "refresh_hz", "scanout_ms"])
    let width = try json.required("width", in: members).integer(16...32768)
    let height = try json.required("height", in: members).integer(16...16384)
    let refresh = try json.required("refresh_hz", in: members).number(1...1000)
    let scanout = try members["scanout_ms"]?.number(0...(1000 / refresh)) ?? 0
    self.init(
      width: width, height: height, refreshHz: refresh,
      scanoutNanoseconds: UInt64((scanout * 1e6).rounded()))
  }
}

extension EyeProfile {
  init(
    json: JSONReader, display: HeadsetProfile.Display,
    gridFile: (JSONReader, String) throws(ProfileError) -> GridLens
  ) throws(ProfileError) {
    let members = try json.object([
      "viewport", "field_of_view", "cant", "eye_relief_mm", "lens",
    ])
    let place = try json.required("viewport", in: members)
    let rect = try place.object(["x", "y", "width", "height"])
    func pixels(_ key: String, _ range: ClosedRange<Int>) throws(ProfileError) -> Int {
      try place.required(key, in: rect).integer(range)
    }
    let viewport = PixelRect(
      x: try pixels("x", 0...32768), y: try pixels("y", 0...16384),
      width: try pixels("width", 8...32768), height: try pixels("height", 8...16384))
    guard viewport.x + viewport.width <= display.width,
      viewport.y + viewport.height <= display.height
    else { throw place.error("must lie inside of the display") }

    let field = try FieldOfView(json: try json.required("field_of_view", in: members))
    var orientation = Quaternion.identity
    if let cant = members["cant"] {
      let angles = try cant.object(["yaw_degrees", "pitch_degrees", "roll_degrees"])
      func turn(_ key: String, _ axis: Float3) throws(ProfileError) -> Quaternion {
        let degrees = try angles[key]?.number(-60...60) ?? 0
        return Quaternion(angle: Float(degrees * .pi / 180), axis: axis)
      }
      orientation =
        try turn("yaw_degrees", Float3(0, 1, 0)) * turn("pitch_degrees", Float3(1, 0, 0))
        * turn("roll_degrees", Float3(0, 0, 1))
    }
    let relief = try members["eye_relief_mm"]?.number(0...100)
    let lens = try LensModel(
      json: try json.required("lens", in: members), field: field, viewport: viewport,
      gridFile: gridFile)
    self.init(
      viewport: viewport, fieldOfView: field, orientation: orientation, lens: lens,
      eyeReliefMetres: relief.map { $0 / 1000 })
  }
}
