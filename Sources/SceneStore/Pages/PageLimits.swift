/// What a page may hold. Geometry pages have one size on the device, so that any fits any slot.
package enum PageLimits {
  /// Pages start at multiples of this in the file.
  package static let alignment = 4096
  /// Vertices of a geometry page: with 36 bytes each what a page mostly is.
  package static let vertices = 4096
  /// Indices of a geometry page, three for each triangle.
  package static let indices = 8192 * 3
  package static let clusters = 256
  /// Triangles and vertices of a cluster. Indices of a cluster count from its first vertex.
  package static let clusterTriangles = 128
  package static let clusterVertices = 128
  /// Decompressed bytes of a page of an image level; a larger level has several.
  package static let imageBytes = 256 << 10
  /// Texels of an image's side.
  package static let imageSide = 16384
  /// Sides of the largest level of an image that is always resident.
  package static let tailSide = 64
  /// Bytes that any page may claim when decompressed.
  package static let rawBytes = 1 << 20
  /// Bytes that any page may take in the file: what cannot be compressed grows a little.
  package static let storedBytes = rawBytes + rawBytes >> 6
}
