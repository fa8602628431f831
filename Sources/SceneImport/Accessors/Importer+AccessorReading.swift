extension Importer {
  /// All elements as vectors of floats. Lanes that the accessor does not have get `fill`'s value.
  mutating func readVectors<V: SIMD>(_ accessor: Accessor, fill: V = .zero) throws(ImportFault)
    -> [V] where V.Scalar == Float
  {
    let components = accessor.type.components
    precondition(components <= V.scalarCount)
    try requireData(accessor)
    try budget.take(accessor.count, of: MemoryLayout<V>.stride, at: accessor.path)
    var zero = fill
    for c in 0..<components { zero[c] = 0 }
    var out = [V](repeating: zero, count: accessor.count)
    let lanes = MemoryLayout<V>.stride / MemoryLayout<Float>.stride
    var isFinite = true
    if let data = try accessor.data?.loaded(at: accessor.path) {
      out.withUnsafeMutableBytes { target in
        isFinite = convert(
          data, accessor, count: accessor.count, stride: accessor.stride, to: target, lanes: lanes)
      }
    }
    if let sparse = accessor.sparse {
      let places = try sparseIndices(sparse, below: accessor.count)
      let data = try sparse.values.loaded(at: sparse.path)
      var values = [V](repeating: zero, count: sparse.count)
      values.withUnsafeMutableBytes { target in
        let ok = convert(
          data, accessor, count: sparse.count, stride: accessor.elementSize, to: target,
          lanes: lanes)
        isFinite = isFinite && ok
      }
      for (place, value) in zip(places, values) { out[Int(place)] = value }
    }
    guard isFinite else { throw accessor.path.fault("holds a number that is not finite") }
    return out
  }

  /// All components one after the other.
  mutating func readFloats(_ accessor: Accessor) throws(ImportFault) -> [Float] {
    let components = accessor.type.components
    try requireData(accessor)
    // Only matrices of small integers have gaps between columns, and nothing reads those.
    precondition(accessor.elementSize == components * accessor.component.size)
    try budget.take(accessor.count, of: components * MemoryLayout<Float>.stride, at: accessor.path)
    var out = [Float](repeating: 0, count: accessor.count * components)
    var isFinite = true
    if let data = try accessor.data?.loaded(at: accessor.path) {
      out.withUnsafeMutableBytes { target in
        isFinite = convert(
          data, accessor, count: accessor.count, stride: accessor.stride, to: target,
          lanes: components)
      }
    }
    if let sparse = accessor.sparse {
      let places = try sparseIndices(sparse, below: accessor.count)
      let data = try sparse.values.loaded(at: sparse.path)
      var values = [Float](repeating: 0, count: sparse.count * components)
      values.withUnsafeMutableBytes { target in
        let ok = convert(
          data, accessor, count: sparse.count, stride: accessor.elementSize, to: target,
          lanes: components)
        isFinite = isFinite && ok
      }
      for (i, place) in places.enumerated() {
        for c in 0..<components {
          out[Int(place) * components + c] = values[i * components + c]
        }
      }
    }
    guard isFinite else { throw accessor.path.fault("holds a number that is not finite") }
    return out
  }

  /// All elements of an accessor of unsigned integers, one component after the other.
  mutating func readIntegers(_ accessor: Accessor) throws(ImportFault) -> [UInt32] {
    let components = accessor.type.components
    try requireData(accessor)
    try budget.take(accessor.count, of: components * 4, at: accessor.path)
    var out = [UInt32](repeating: 0, count: accessor.count * components)
    if let data = try accessor.data?.loaded(at: accessor.path) {
      widen(
        data, accessor.component, count: accessor.count, stride: accessor.stride,
        components: components, to: &out)
    }
    if let sparse = accessor.sparse {
      let places = try sparseIndices(sparse, below: accessor.count)
      let data = try sparse.values.loaded(at: sparse.path)
      var values = [UInt32](repeating: 0, count: sparse.count * components)
      widen(
        data, accessor.component, count: sparse.count, stride: accessor.elementSize,
        components: components, to: &values)
      for (i, place) in places.enumerated() {
        for c in 0..<components {
          out[Int(place) * components + c] = values[i * components + c]
        }
      }
    }
    return out
  }

  private func requireData(_ accessor: Accessor) throws(ImportFault) {
    if accessor.isMissing { throw accessor.path.fault("lies in a buffer without data") }
  }

  private func sparseIndices(_ sparse: Accessor.Sparse, below count: Int) throws(ImportFault)
    -> [UInt32]
  {
    var indices = [UInt32](repeating: 0, count: sparse.count)
    widen(
      try sparse.indices.loaded(at: sparse.path), sparse.indexType, count: sparse.count,
      stride: sparse.indexType.size,
      components: 1, to: &indices)
    var previous = -1
    for index in indices {
      guard Int(index) > previous else {
        throw sparse.path.appending("indices").fault("are not strictly increasing")
      }
      previous = Int(index)
    }
    guard previous < count else {
      throw sparse.path.appending("indices").fault("name element \(previous) of \(count)")
    }
    return indices
  }

  private func convert(
    _ data: ArraySlice<UInt8>, _ accessor: Accessor, count: Int, stride: Int,
    to target: UnsafeMutableRawBufferPointer, lanes: Int
  ) -> Bool {
    data.withUnsafeBytes { source in
      guard let base = source.baseAddress, let out = target.baseAddress else { return true }
      precondition(
        source.count >= (count - 1) * stride + accessor.elementSize
          && target.count >= count * lanes * MemoryLayout<Float>.stride)
      return PackedElements(
        base: base, count: count, stride: stride, components: accessor.type.components,
        type: accessor.component, isNormalized: accessor.isNormalized
      ).convert(to: out.assumingMemoryBound(to: Float.self), lanes: lanes)
    }
  }

  private func widen(
    _ data: ArraySlice<UInt8>, _ type: ComponentType, count: Int, stride: Int, components: Int,
    to out: inout [UInt32]
  ) {
    data.withUnsafeBytes { source in
      out.withUnsafeMutableBufferPointer { target in
        guard let base = source.baseAddress, let out = target.baseAddress else { return }
        precondition(
          source.count >= (count - 1) * stride + components * type.size
            && target.count >= count * components)
        PackedElements(
          base: base, count: count, stride: stride, components: components, type: type,
          isNormalized: false
        ).convert(to: out, lanes: components)
      }
    }
  }
}
