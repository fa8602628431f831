extension Importer {
  /// Compares each accessor's data with the bounds it declares and looks for numbers that are not
  /// finite, also where nothing else reads the data.
  mutating func checkAccessorBounds() throws(ImportFault) {
    for accessor in accessors where !accessor.isMissing {
      guard accessor.data != nil || accessor.sparse != nil else { continue }
      let isChecked = accessor.minimum != nil || accessor.maximum != nil
      let hasPlainLayout =
        accessor.elementSize == accessor.type.components * accessor.component.size
      guard hasPlainLayout, isChecked || accessor.component == .float32 else { continue }
      try check(accessor)
    }
  }

  private mutating func check(_ accessor: Accessor) throws(ImportFault) {
    // Bounds are of the numbers as they are stored.
    var stored = accessor
    stored.isNormalized = false
    let outer = budget
    defer { budget = outer }
    let values = try readFloats(stored)
    let components = stored.type.components
    for c in 0..<components where stored.component != .uint32 {
      var (low, high) = (Float.infinity, -Float.infinity)
      for i in stride(from: c, to: values.count, by: components) {
        low = min(low, values[i])
        high = max(high, values[i])
      }
      // Exporters round the decimals they print.
      let tolerance = 1e-5 * max(abs(low), abs(high))
      if let minimum = stored.minimum, abs(Float(minimum[c]) - low) > tolerance {
        warn(
          accessor.path.appending("min").appending(c), "is \(minimum[c]), and the data's is \(low)")
      }
      if let maximum = stored.maximum, abs(Float(maximum[c]) - high) > tolerance {
        warn(
          accessor.path.appending("max").appending(c), "is \(maximum[c]), and the data's is \(high)"
        )
      }
    }
  }
}
