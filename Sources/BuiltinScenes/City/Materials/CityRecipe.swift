import Numerics

/// How the city's textures are painted.
enum CityRecipe: Int, CaseIterable, Sendable {
  case brick, plaster, limestone, concrete, windows, painted, curtain, slate, gravel
  case road, avenue, crossing, paving, lawn, water, bark, leaves, railing
  case tiles, cloth, hedge, fields, fittings

  func recipe(seed: UInt64) -> TextureRecipe {
    let noise = Noise(seed: seed, stream: 0x6369_0000 + UInt64(rawValue))
    switch self {
    case .brick: return Masonry.brick(noise)
    case .plaster: return Masonry.plaster(noise)
    case .limestone: return Masonry.limestone(noise)
    case .concrete: return Masonry.concrete(noise)
    case .slate: return Masonry.slate(noise)
    case .windows: return Glazing.windows(noise)
    case .painted: return Glazing.painted(noise)
    case .curtain: return Glazing.curtain(noise)
    case .gravel: return Soil.gravel(noise)
    case .paving: return Soil.paving(noise)
    case .lawn: return Soil.lawn(noise)
    case .water: return Soil.water(noise)
    case .road: return Roads.street(noise)
    case .avenue: return Roads.avenue(noise)
    case .crossing: return Roads.crossing(noise)
    case .bark: return Foliage.bark(noise)
    case .leaves: return Foliage.leaves(noise)
    case .railing: return Foliage.railing(noise)
    case .tiles: return Masonry.tiles(noise)
    case .cloth: return Fittings.cloth(noise)
    case .hedge: return Foliage.hedge(noise)
    case .fields: return Soil.fields(noise)
    case .fittings: return Fittings.picture(noise)
    }
  }
}
