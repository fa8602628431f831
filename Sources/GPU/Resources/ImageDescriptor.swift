/// What an image may be used for.
package struct ImageUsage: OptionSet, Hashable, Sendable {
  package let rawValue: UInt32
  package init(rawValue: UInt32) { self.rawValue = rawValue }

  package static let sampled = ImageUsage(rawValue: 1 << 0)
  package static let storage = ImageUsage(rawValue: 1 << 1)
  package static let color = ImageUsage(rawValue: 1 << 2)
  package static let depth = ImageUsage(rawValue: 1 << 3)
  package static let transferSource = ImageUsage(rawValue: 1 << 4)
  package static let transferDestination = ImageUsage(rawValue: 1 << 5)
  /// Attachment of fragment sizes; see `RateKind`.
  package static let shadingRate = ImageUsage(rawValue: 1 << 6)
  /// Attachment of densities; see `RateKind`.
  package static let densityMap = ImageUsage(rawValue: 1 << 7)
}

/// How shaders see an image: `texture2D`, `texture2DArray` or `textureCube`.
package enum ImageKind: Sendable {
  case plane, array, cube
}

/// An image to make. Sizes are in texels of level 0.
package struct ImageDescriptor: Sendable {
  package var name: String
  package var width: Int
  package var height: Int
  /// Array layers; 6 for a cube, in the order +X −X +Y −Y +Z −Z.
  package var layers: Int
  package var levels: Int
  package var samples: Int
  package var format: Format
  package var usage: ImageUsage
  package var kind: ImageKind

  package init(
    name: String, width: Int, height: Int, layers: Int = 1, levels: Int = 1, samples: Int = 1,
    format: Format, usage: ImageUsage, kind: ImageKind = .plane
  ) {
    self.name = name
    self.width = width
    self.height = height
    self.layers = layers
    self.levels = levels
    self.samples = samples
    self.format = format
    self.usage = usage
    self.kind = kind
  }

  /// Size of a level in texels.
  package func size(ofLevel level: Int) -> (width: Int, height: Int) {
    (max(1, width >> level), max(1, height >> level))
  }

  /// Bytes of a row of texels, or of blocks, of a level.
  package func rowBytes(ofLevel level: Int) -> Int {
    let side = format.blockSide
    return (size(ofLevel: level).width + side - 1) / side * format.bytes
  }

  /// Rows of texels, or of blocks, of a level.
  package func rowCount(ofLevel level: Int) -> Int {
    let side = format.blockSide
    return (size(ofLevel: level).height + side - 1) / side
  }

  /// Bytes of one layer of a level with tight rows.
  package func bytes(ofLevel level: Int) -> Int {
    rowBytes(ofLevel: level) * rowCount(ofLevel: level)
  }
}
