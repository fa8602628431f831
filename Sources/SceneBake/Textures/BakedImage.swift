package import SceneStore

/// An image as it goes into the file, not yet compressed for it.
package struct BakedImage: Sendable {
  package struct Level: Sendable {
    /// 0: the finest.
    package var level: Int
    /// What each page holds: see `StoredImage.rows(ofPage:level:)`.
    package var pages: [[UInt8]]
  }

  /// Its number of the tail's page is 0: whoever writes the file knows it.
  package var stored: StoredImage
  /// The page of the levels that are always resident, finest first.
  package var tail: [UInt8]
  /// Finer levels, each to be a unit that needs the one before it; from coarse to fine.
  package var levels: [Level]
}

extension StoredImage.Encoding {
  /// What serves a use best.
  /// - Parameter alphaVaries: whether any texel's alpha is not 1.
  init(for use: ImageUse, alphaVaries: Bool) {
    if use.isNormalMap {
      self = .bc5
    } else if use.channels.contains(.alpha) && alphaVaries {
      self = .bc3
    } else {
      self = use.channels.isSubset(of: .red) ? .bc4 : .bc1
    }
  }
}
