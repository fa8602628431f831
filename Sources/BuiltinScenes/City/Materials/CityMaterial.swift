import Numerics
import SceneModel

/// What the city is made of. The small things share one picture, see `cell`.
enum CityMaterial: Int, CaseIterable, Sendable {
  case brick, brownBrick, cream, ochre, rose, grey, limestone, concrete, trim
  case windows, painted, curtain, slate, tiles, gravel
  case road, avenue, crossing, paving, lawn, path, water
  case bark, leaves, darkLeaves, railing
  case bronze, cloth, blueCloth, hedge, fields
  /// The picture of small things.
  case fittings
  // Its fields.
  case iron, machine, lead, terracotta, wood, shutter, blueShutter, darkGlass, rubber, lampGlass
  case headlight, taillight, signRed, signBlue, flowers, brass
  case redPaint, whitePaint, bluePaint, blackPaint, silverPaint

  /// Materials that a scene has; the others are fields of `fittings`.
  static let real = allCases.filter { $0.rawValue <= Self.fittings.rawValue }

  /// Columns and rows of fields in the picture of small things.
  static let cells = SIMD2(8, 4)

  /// Which of those fields it is.
  var cell: Int? {
    let index = rawValue - Self.fittings.rawValue - 1
    return index >= 0 ? index : nil
  }

  /// Metres that the texture spans.
  var tile: Float {
    switch self {
    case .brick, .brownBrick: 2
    case .cream, .ochre, .rose, .grey, .trim: 3
    case .limestone: 2.4
    case .concrete: 3
    case .curtain: 6
    case .slate, .tiles: 2
    case .gravel, .lawn, .path: 4
    case .paving: 3
    case .water: 12
    case .cloth, .blueCloth: 1.2
    case .hedge: 1.5
    case .fields: 400
    default: 1
    }
  }

  /// Of panels of this material.
  var relief: Relief {
    switch self {
    case .brick, .brownBrick: .brick
    case .cream, .ochre, .rose, .grey: .plaster
    case .limestone: .ashlar(0.4, 0.8)
    case .concrete, .gravel: .rough
    case .slate, .tiles: .tiles
    case .bronze: .dents
    case .bark: .bark
    default: .none
    }
  }
}
