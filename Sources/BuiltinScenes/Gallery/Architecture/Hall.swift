import Numerics

/// Measures of the hall, metres. The nave runs along −Z; everything is alike on both sides.
enum Hall {
  static let bay: Float = 3.6
  static let bays = 8
  static let front: Float = 7.2
  static let back: Float = front - bay * Float(bays)
  /// Axes of the columns.
  static let columnX: Float = 4.2
  static let wallThickness: Float = 0.7
  static let naveHalf: Float = columnX - wallThickness / 2
  static let aisleHalf: Float = 7.9
  static let spring: Float = 4.6
  static let archRadius: Float = 1.36
  static let vaultSpring: Float = 7.3
  static let vaultRadius: Float = naveHalf
  static let vaultShell: Float = 0.7
  static let aisleCeiling: Float = 6.6
  /// Rows and columns of coffers, and those left out for the skylight.
  static let cofferRows = 16
  static let cofferColumns = 9
  static let skylightRows = 1..<13
  static let skylightColumns = 3..<6
  /// The vault's first and last coffer begin this far above its springing, radians.
  static let cofferMargin: Float = 0.16
  static let cofferLength: Float = bay * Float(bays) / Float(cofferRows)
  static let cofferAngle: Float = (Float.pi - 2 * cofferMargin) / Float(cofferColumns)
  /// The doorway in the end wall.
  static let doorHalf: Float = 1.5
  static let doorSpring: Float = 3.3

  static func columnZ(_ i: Int) -> Float { front - bay * Float(i) }
  static func bayCenter(_ i: Int) -> Float { front - bay * (Float(i) + 0.5) }
  static var skylightZ: (front: Float, back: Float) {
    (
      front - cofferLength * Float(skylightRows.lowerBound),
      front - cofferLength * Float(skylightRows.upperBound)
    )
  }
  /// Angles from the vault's left springing.
  static var skylightAngles: (Float, Float) {
    (
      cofferMargin + cofferAngle * Float(skylightColumns.lowerBound),
      cofferMargin + cofferAngle * Float(skylightColumns.upperBound)
    )
  }
}
