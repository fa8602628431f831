import Numerics

/// Restores unit length where quantisation or an exporter lost it.
func normalizeDirections(_ directions: inout [Float3]) {
  for i in directions.indices {
    let squared = dot(directions[i], directions[i])
    if abs(squared - 1) > 1e-4 {
      directions[i] = normalize(directions[i], fallback: Float3(0, 0, 1))
    }
  }
}

/// The same for tangents, whose fourth component is a sign.
func normalizeTangents(_ tangents: inout [Float4]) {
  for i in tangents.indices {
    let direction = tangents[i].xyz
    let squared = dot(direction, direction)
    if abs(squared - 1) > 1e-4 {
      tangents[i] = Float4(normalize(direction, fallback: Float3(1, 0, 0)), tangents[i].w)
    }
    tangents[i].w = tangents[i].w < 0 ? -1 : 1
  }
}
