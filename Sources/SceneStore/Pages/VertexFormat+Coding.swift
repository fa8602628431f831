extension VertexFormat {
  private static let (hasUV0, hasUV1, hasTangent, hasColor): (UInt8, UInt8, UInt8, UInt8) = (
    1, 2, 4, 8
  )
  private static let hasRow: UInt8 = 16

  /// The three exponents, signed, and what there is.
  var bytes: [UInt8] {
    let flags =
      (uv0 == nil ? 0 : Self.hasUV0) | (uv1 == nil ? 0 : Self.hasUV1)
      | (hasTangents ? Self.hasTangent : 0) | (hasColors ? Self.hasColor : 0)
      | (hasRows ? Self.hasRow : 0)
    return [
      UInt8(bitPattern: Int8(positions.exponent)), UInt8(bitPattern: Int8(uv0?.exponent ?? 0)),
      UInt8(bitPattern: Int8(uv1?.exponent ?? 0)), flags,
    ]
  }

  /// Any four bytes give a format, since exponents are brought into range.
  init(_ position: UInt8, _ uv0: UInt8, _ uv1: UInt8, flags: UInt8) {
    func exponent(_ byte: UInt8) -> Int { Int(Int8(bitPattern: byte)) }
    self.init(
      positions: PositionGrid(exponent: exponent(position)),
      uv0: flags & Self.hasUV0 == 0 ? nil : TextureGrid(exponent: exponent(uv0)),
      uv1: flags & Self.hasUV1 == 0 ? nil : TextureGrid(exponent: exponent(uv1)),
      hasTangents: flags & Self.hasTangent != 0, hasColors: flags & Self.hasColor != 0,
      hasRows: flags & Self.hasRow != 0)
  }
}
