internal import Numerics

/// Takes away triangles without an area that hang on a border: three points of a straight border in
/// a row. They show nothing, and a simplifier that takes quadrics from them moves their corners
/// anywhere.
final class BorderSlivers {
  /// A triangle this much lower than it is long is one.
  private static let thinness: Float = 1e-4

  /// For each point whether a triangle with an area has it.
  private let isShown = UnsafeMutableBufferPointer<Bool>.allocate(capacity: GroupMesh.vertexLimit)

  deinit { isShown.deallocate() }

  /// - Parameters:
  ///   - corners: points of the group, three for each triangle.
  ///   - count: of corners.
  /// - Returns: the count of what is left.
  func remove(
    from corners: UnsafeMutableBufferPointer<UInt32>, count: Int, of group: GroupMesh
  ) -> Int {
    for point in 0..<group.pointCount { isShown[point] = group.isLocked[point] }
    for first in stride(from: 0, to: count, by: 3) where tip(corners, first, group) == nil {
      for corner in first..<first + 3 { isShown[Int(corners[corner])] = true }
    }
    var left = 0
    for first in stride(from: 0, to: count, by: 3) {
      if let tip = tip(corners, first, group), !isShown[Int(tip)] { continue }
      for corner in 0..<3 { corners[left + corner] = corners[first + corner] }
      left += 3
    }
    return left
  }

  /// The corner between the others, if a triangle has no height over its longest side.
  private func tip(
    _ corners: UnsafeMutableBufferPointer<UInt32>, _ first: Int, _ group: GroupMesh
  ) -> UInt32? {
    let (a, b, c) = (corners[first], corners[first + 1], corners[first + 2])
    let (p, q, r) = (group.points[Int(a)], group.points[Int(b)], group.points[Int(c)])
    let (pq, qr, rp) = (squared(q - p), squared(r - q), squared(p - r))
    let longest = max(pq, qr, rp)
    // Twice the area is the height times the longest side.
    let area = squared(cross(q - p, r - p))
    guard area <= Self.thinness * Self.thinness * longest * longest else { return nil }
    return longest == pq ? c : longest == qr ? a : b
  }

  private func squared(_ v: Float3) -> Float { dot(v, v) }
}
