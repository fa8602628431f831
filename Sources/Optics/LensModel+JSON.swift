import Numerics

/// The lens families a profile can name, each with the parameter names its users know.
/// `Assets/Headsets/README.md` documents them.
extension LensModel {
  /// - Parameter gridFile: gives the content of a measured grid named in the profile.
  init(
    json: JSONReader, field: FieldOfView, viewport: PixelRect,
    gridFile: (JSONReader, String) throws(ProfileError) -> GridLens
  ) throws(ProfileError) {
    let model = try json.required("model", in: try json.members()).string()
    let size = Double2(Double(viewport.width), Double(viewport.height))
    switch model {
    case "radial": self = .radial(try Self.radial(json, field))
    case "dpoly3": self = .radial(try Self.dpoly3(json, field))
    case "panotools": self = .radial(try Self.panotools(json, field))
    case "poly3k": self = .radial(try Self.poly3k(json, field, size))
    case "kannala_brandt": self = .kannalaBrandt(try Self.kannalaBrandt(json, field, size))
    case "grid":
      let members = try json.object(["model", "file"])
      let file = try json.required("file", in: members)
      self = .grid(try gridFile(file, try file.string(longest: 255)))
    default:
      throw json.error(
        "no lens model \"\(model)\"; known are dpoly3, grid, kannala_brandt, panotools, poly3k, radial"
      )
    }
  }

  private static let coefficient = -1e6...1e6
  private static let positive = 1e-6...1e6
  private static let channelKeys: Set<String> = ["model", "red", "green", "blue"]

  /// Reads `red`, `green` and `blue`, each an object with `center` and `coefficients`.
  private static func channels(
    _ json: JSONReader, _ members: [String: JSONReader], count: ClosedRange<Int>,
    center: ClosedRange<Double>
  ) throws(ProfileError) -> [(center: Double2, k: [Double])] {
    var result: [(center: Double2, k: [Double])] = []
    for name in ["red", "green", "blue"] {
      let channel = try json.required(name, in: members)
      let parts = try channel.object(["center", "coefficients"])
      let k = try channel.required("coefficients", in: parts).numbers(count, coefficient)
      result.append((try channel.required("center", in: parts).pair(center), k))
    }
    return result
  }

  /// Radial lenses whose scale at the centre is not positive show nothing.
  private static func checked(_ lens: RadialLens, _ json: JSONReader) throws(ProfileError)
    -> RadialLens
  {
    for index in 0..<3 where !(lens.channel(index).maximumRadius > 0) {
      throw json.error("the lens does not magnify at its centre: check the coefficients")
    }
    return lens
  }

  private static func limited(_ channel: RadialLens.Channel, _ radius: Double?)
    -> RadialLens.Channel
  {
    var channel = channel
    channel.maximumRadius = radius ?? .infinity
    return channel
  }

  private static func radial(_ json: JSONReader, _ field: FieldOfView) throws(ProfileError)
    -> RadialLens
  {
    let members = try json.object(
      channelKeys.union(["viewport_mm", "screen_to_lens_mm", "maximum_radius"]))
    let size = try json.required("viewport_mm", in: members).pair(positive)
    let distance = try json.required("screen_to_lens_mm", in: members).number(positive)
    let limit = try members["maximum_radius"]?.number(positive)
    let scale = size / distance
    let c = try channels(json, members, count: 1...4, center: -1...2).map { channel in
      let k = channel.k + [0, 0, 0]
      return limited(
        RadialLens.Channel(
          inputOffset: -channel.center * scale, outputOffset: .zero,
          coefficients: SIMD4(1, k[0], k[1], k[2]), last: k[3]), limit)
    }
    return try checked(
      RadialLens(
        kind: .evenPolynomial, inputScale: scale, outputScale: Double2(1, -1),
        channels: (c[0], c[1], c[2]), field: field), json)
  }

  private static func dpoly3(_ json: JSONReader, _ field: FieldOfView) throws(ProfileError)
    -> RadialLens
  {
    let members = try json.object(
      channelKeys.union([
        "physical_aspect_x_over_y", "grow_for_undistort", "undistort_r2_cutoff",
      ]))
    let aspect = try json.required("physical_aspect_x_over_y", in: members).number(0.1...10)
    let grow = try json.required("grow_for_undistort", in: members).number(0...10)
    let cutoff = try members["undistort_r2_cutoff"]?.number(positive)
    let f = Double2(0.5, 0.5 * aspect) / (1 + grow)
    let (corner, extent) = image(field)
    let c = try channels(json, members, count: 3...4, center: -2...2).map { channel in
      limited(
        RadialLens.Channel(
          inputOffset: Double2(-1, -1 / aspect) - channel.center,
          outputOffset: corner + (Double2(0.5, 0.5) + channel.center * f) * extent,
          coefficients: SIMD4(1, channel.k[0], channel.k[1], channel.k[2]),
          last: channel.k.count > 3 ? channel.k[3] : 0),
        cutoff?.squareRoot())
    }
    return try checked(
      RadialLens(
        kind: .rational, inputScale: Double2(2, 2 / aspect), outputScale: f * extent,
        channels: (c[0], c[1], c[2]), field: field), json)
  }

  private static func panotools(_ json: JSONReader, _ field: FieldOfView) throws(ProfileError)
    -> RadialLens
  {
    let members = try json.object([
      "model", "coefficients", "channel_scale", "viewport_size", "lens_center", "scale",
      "image_field_of_view",
    ])
    let k = try json.required("coefficients", in: members).numbers(5...5, coefficient)
    let color = try json.required("channel_scale", in: members).numbers(3...3, 0.5...2)
    let size = try json.required("viewport_size", in: members).pair(positive)
    let center = try json.required("lens_center", in: members).pair(-1e6...1e6)
    let scale = try json.required("scale", in: members).number(positive)
    let shown = try members["image_field_of_view"].map { json throws(ProfileError) in
      try FieldOfView(json: json)
    }
    let (corner, extent) = image(shown ?? field)
    let c = color.map { color in
      RadialLens.Channel(
        inputOffset: -center / scale, outputOffset: corner + center / size * extent,
        coefficients: SIMD4(k[0], k[1], k[2], k[3]) * color, last: k[4] * color)
    }
    return try checked(
      RadialLens(
        kind: .polynomial, inputScale: size / scale, outputScale: extent * scale / size,
        channels: (c[0], c[1], c[2]), field: field), json)
  }

  private static func poly3k(_ json: JSONReader, _ field: FieldOfView, _ size: Double2)
    throws(ProfileError) -> RadialLens
  {
    let members = try json.object(channelKeys.union(["focal_px", "principal_point_px"]))
    let focal = try json.required("focal_px", in: members).pair(positive)
    let principal = try json.required("principal_point_px", in: members).pair(-1e6...1e6)
    let flip = Double2(1, -1)
    // Coefficients of r² are per square pixel: tiny numbers.
    let c = try channels(json, members, count: 3...3, center: -1e6...1e6).map { channel in
      RadialLens.Channel(
        inputOffset: -channel.center, outputOffset: (channel.center - principal) / focal * flip,
        coefficients: SIMD4(1, channel.k[0], channel.k[1], channel.k[2]))
    }
    return try checked(
      RadialLens(
        kind: .evenPolynomial, inputScale: size, outputScale: flip / focal,
        channels: (c[0], c[1], c[2]), field: field), json)
  }

  private static func kannalaBrandt(_ json: JSONReader, _ field: FieldOfView, _ size: Double2)
    throws(ProfileError) -> KannalaBrandtLens
  {
    let members = try json.object(channelKeys.union(["focal_px"]))
    let focal = try json.required("focal_px", in: members).pair(positive)
    let c = try channels(json, members, count: 4...4, center: -1e6...1e6).map { channel in
      KannalaBrandtLens.Channel(
        center: channel.center / size,
        coefficients: SIMD4(channel.k[0], channel.k[1], channel.k[2], channel.k[3]))
    }
    let lens = KannalaBrandtLens(focal: focal / size, channels: (c[0], c[1], c[2]), field: field)
    for index in 0..<3 where !(lens.channel(index).maximumAngle > 0) {
      throw json.error("the lens shows nothing at its centre: check the coefficients")
    }
    return lens
  }

  /// Tangent of an image's top left corner, and the step from there to the bottom right one.
  private static func image(_ field: FieldOfView) -> (corner: Double2, extent: Double2) {
    let (left, up) = (Double(field.left), Double(field.up))
    return (Double2(left, up), Double2(Double(field.right) - left, Double(field.down) - up))
  }
}

extension FieldOfView {
  /// Four tangents, each within ±10 and apart by at least 0.05.
  init(json: JSONReader) throws(ProfileError) {
    let members = try json.object(["left", "right", "up", "down"])
    func side(_ name: String) throws(ProfileError) -> Float {
      Float(try json.required(name, in: members).number(-10...10))
    }
    let (left, right) = (try side("left"), try side("right"))
    let (up, down) = (try side("up"), try side("down"))
    guard right - left >= 0.05, up - down >= 0.05 else {
      throw json.error("must have left < right and down < up, as tangents")
    }
    self.init(left: left, right: right, up: up, down: down)
  }
}
