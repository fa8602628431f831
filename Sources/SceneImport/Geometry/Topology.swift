/// Triangles of a list (mode 4), strip (5) or fan (6), with the winding that glTF 2.0, section
/// 3.7.2.1, gives them. Vertices left over are dropped.
func triangles(_ indices: [UInt32], mode: Int) -> [UInt32] {
  if mode == 4 {
    let whole = indices.count - indices.count % 3
    return whole == indices.count ? indices : Array(indices[..<whole])
  }
  guard indices.count >= 3 else { return [] }
  var result: [UInt32] = []
  result.reserveCapacity((indices.count - 2) * 3)
  for i in 0..<indices.count - 2 {
    if mode == 5 {
      result += [indices[i], indices[i + 1 + i % 2], indices[i + 2 - i % 2]]
    } else {
      result += [indices[i + 1], indices[i + 2], indices[0]]
    }
  }
  return result
}
