/// A width and a height in pixels.
package struct Extent: Equatable, Sendable, CustomStringConvertible {
  package var width: Int
  package var height: Int

  package init(_ width: Int, _ height: Int) { (self.width, self.height) = (width, height) }

  package var description: String { "\(width)×\(height)" }

  /// Texels of this size that it takes to cover an image.
  package func covering(_ image: Extent) -> Extent {
    Extent((image.width + width - 1) / width, (image.height + height - 1) / height)
  }
}

/// What a device can do with shading rate attachments.
package struct ShadingRateLimits: Equatable, Sendable {
  /// A size of fragment: pixels that are shaded at once.
  package struct Rate: Equatable, Sendable {
    package var size: Extent
    /// Samples per pixel with which the device has it, ascending.
    package var samples: [Int]

    package init(size: Extent, samples: [Int]) { (self.size, self.samples) = (size, samples) }
  }

  /// Pixels of a texel of the attachment, at least and at most; powers of two.
  package var minimumTexel: Extent
  package var maximumTexel: Extent
  /// Of any rate; not every sample count has it.
  package var maximumFragment: Extent
  /// The device's own order: from wide to narrow. Empty when the driver was not asked.
  package var rates: [Rate]
  /// Whether each view of a multiview pass can have a layer of its own.
  package var isLayered: Bool
  /// What turns rates off, so that every pixel is shaded. Sample shading does on every device.
  package var singlePixelWith: [String]

  package init(
    minimumTexel: Extent, maximumTexel: Extent, maximumFragment: Extent, rates: [Rate],
    isLayered: Bool, singlePixelWith: [String]
  ) {
    (self.minimumTexel, self.maximumTexel) = (minimumTexel, maximumTexel)
    (self.maximumFragment, self.rates) = (maximumFragment, rates)
    (self.isLayered, self.singlePixelWith) = (isLayered, singlePixelWith)
  }

  /// Side of the largest square fragment at a sample count, at most 4: rates beyond are not coded.
  package func largestSquare(samples: Int) -> Int {
    let squares = rates.filter {
      $0.size.width == $0.size.height && $0.samples.contains(samples)
    }
    return min(squares.map(\.size.width).max() ?? 1, 4)
  }

  /// The finest texel that is allowed, from `wanted` pixels on.
  package func texel(wanted: Int) -> Extent {
    Extent(
      min(max(wanted, minimumTexel.width), maximumTexel.width),
      min(max(wanted, minimumTexel.height), maximumTexel.height))
  }
}

/// What a device can do with density maps.
package struct DensityMapLimits: Equatable, Sendable {
  /// Pixels of a texel of the map, at least and at most; powers of two.
  package var minimumTexel: Extent
  package var maximumTexel: Extent
  /// Whether the map is read when the pass runs, so that the same frame can fill it.
  package var isDynamic: Bool
  /// Whether images of full size can be drawn to.
  package var takesPlainImages: Bool
  /// Whether a fragment of several pixels may be shaded more than once.
  package var repeatsInvocations: Bool

  package init(
    minimumTexel: Extent, maximumTexel: Extent, isDynamic: Bool, takesPlainImages: Bool,
    repeatsInvocations: Bool
  ) {
    (self.minimumTexel, self.maximumTexel) = (minimumTexel, maximumTexel)
    (self.isDynamic, self.takesPlainImages) = (isDynamic, takesPlainImages)
    self.repeatsInvocations = repeatsInvocations
  }

  /// A texel for which the device, which knows only the sizes of map and image, comes to the same
  /// one: near `wanted` pixels, or less for tiny images.
  package func texel(wanted: Int, image: Extent) -> Extent {
    Extent(
      Self.texel(wanted, minimumTexel.width, maximumTexel.width, image.width),
      Self.texel(wanted, minimumTexel.height, maximumTexel.height, image.height))
  }

  private static func texel(_ wanted: Int, _ least: Int, _ most: Int, _ image: Int) -> Int {
    var size = min(max(wanted, least), most)
    while size > least {
      let map = (image + size - 1) / size
      if derivedTexel(image: image, map: map, least, most) == size { break }
      size /= 2
    }
    return size
  }

  /// Vulkan's rule ("Fetch Density Value"): 2^⌈log2⌊image / map⌋⌉, clamped to the limits. Early
  /// revisions of the extension leave ⌊⌋ out; for maps of `texel(wanted:image:)` both agree.
  package static func derivedTexel(image: Int, map: Int, _ least: Int, _ most: Int) -> Int {
    var size = 1
    while size < image / map { size *= 2 }
    return min(max(size, least), most)
  }
}
