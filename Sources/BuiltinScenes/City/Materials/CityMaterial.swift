import Numerics
import SceneModel

enum CityMaterial: Int, CaseIterable, Sendable {
  case brick, brownBrick, cream, ochre, rose, grey, limestone, concrete, trim
  case windows, painted, curtain, slate, gravel
  case road, avenue, crossing, paving, lawn, path, water
  case bark, leaves, darkLeaves, iron, railing, lampGlass
  case redPaint, whitePaint, bluePaint, blackPaint, silverPaint, carTrim
  case bronze, cloth

  /// Metres that the texture spans.
  var tile: Float {
    switch self {
    case .brick, .brownBrick: 2
    case .cream, .ochre, .rose, .grey, .trim: 3
    case .limestone: 2.4
    case .concrete: 3
    case .curtain: 6
    case .slate: 2
    case .gravel, .lawn, .path: 4
    case .paving: 3
    case .water: 12
    case .cloth: 2
    default: 1
    }
  }

  /// Of panels of this material.
  var relief: Relief {
    switch self {
    case .brick, .brownBrick: .brick
    case .cream, .ochre, .rose, .grey, .trim: .plaster
    case .limestone: .ashlar(0.4, 0.8)
    case .concrete, .gravel, .road, .avenue, .crossing: .rough
    case .slate: .tiles
    case .paving: .slabs(0.5)
    case .lawn, .path: .ground
    case .bronze, .iron: .dents
    default: .none
    }
  }
}
