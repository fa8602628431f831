private import Foundation

/// How fine each design is made, and how many variants of it there are, so that the city has a
/// number of triangles. Reckoned from the models' forms; nothing is made.
struct CityPlan: Sendable {
  /// A design in one of its two forms.
  struct Entry: Sendable {
    var design: Int
    var isFull: Bool
    /// Placements.
    var count: Int
    /// Different ones among them.
    var variants: Int
    /// Metres; infinity: as coarse as the form allows.
    var step: Float
    /// Of one variant.
    var triangles: Int
  }

  private(set) var entries: [Entry] = []
  /// Placements, counted from the first, that are drawn in full form.
  private(set) var fullPlacements = 0

  var triangles: Int { entries.reduce(0) { $0 + $1.count * $1.triangles } }
  var unique: Int { entries.reduce(0) { $0 + $1.variants * $1.triangles } }

  /// How far counts may be from those asked for, as a part of them.
  static let tolerance = 0.1
  private static let finest: Float = 1e-4

  /// - Parameters:
  ///   - triangles: over all instances.
  ///   - unique: of all parts; nil: a tenth of `triangles`, or what the layout needs at least.
  init(_ layout: CityLayout, triangles: Int, unique: Int?) throws(BuiltinSceneError) {
    setForms(layout, triangles)
    setSteps(layout, triangles, poorer: 1)
    // Where even one variant of everything is too much, what is there but a few times stays coarse.
    if let unique, self.unique > unique {
      var (low, high): (Float, Float) = (0, 16)
      for _ in 0..<14 {
        let middle = (low + high) / 2
        setSteps(layout, triangles, poorer: exp2(middle))
        if self.unique > unique { low = middle } else { high = middle }
      }
      setSteps(layout, triangles, poorer: exp2(high))
    }
    setVariants(unique ?? max(triangles / 10, 50_000))
    try check(triangles, self.triangles, "triangles")
    if let unique { try check(unique, self.unique, "unique") }
  }

  private func check(_ wanted: Int, _ got: Int, _ name: String) throws(BuiltinSceneError) {
    guard abs(Double(got - wanted)) > Self.tolerance * Double(wanted) else { return }
    throw BuiltinSceneError(
      "\(name)=\(wanted) of builtin:city cannot be met with the other values; the nearest is \(got)"
    )
  }

  /// All forms full when there are triangles enough; else as many as fit, from the first placement.
  private mutating func setForms(_ layout: CityLayout, _ triangles: Int) {
    let full = layout.designs.map { $0.full.triangleCount(step: .infinity) }
    let plain = layout.designs.map { $0.plain.triangleCount(step: .infinity) }
    var total = layout.placements.reduce(0) { $0 + plain[$1.design] }
    for placement in layout.placements {
      total += full[placement.design] - plain[placement.design]
      if total > triangles { break }
      fullPlacements += 1
    }
    var counts = [Int](repeating: 0, count: layout.designs.count * 2)
    for (i, placement) in layout.placements.enumerated() {
      counts[placement.design * 2 + (i < fullPlacements ? 0 : 1)] += 1
    }
    for (i, count) in counts.enumerated() where count > 0 {
      let isFull = i % 2 == 0
      entries.append(
        Entry(
          design: i / 2, isFull: isFull, count: count, variants: 1, step: .infinity,
          triangles: isFull ? full[i / 2] : plain[i / 2]))
    }
  }

  /// Finds the length of edges that gives the number of triangles. What has few placements gets
  /// edges `poorer` times as long.
  private mutating func setSteps(_ layout: CityLayout, _ triangles: Int, poorer: Float) {
    guard fullPlacements == layout.placements.count else { return }
    var (low, high): (Float, Float) = (log2(Self.finest), 7)
    for _ in 0..<26 {
      let middle = (low + high) / 2
      apply(layout, exp2(middle), poorer)
      if self.triangles > triangles { low = middle } else { high = middle }
    }
    apply(layout, exp2(high), poorer)
  }

  private mutating func apply(_ layout: CityLayout, _ step: Float, _ poorer: Float) {
    for i in entries.indices {
      let design = layout.designs[entries[i].design]
      let factor = entries[i].count < 60 ? poorer : 1
      entries[i].step = step * factor / design.fineness
      entries[i].triangles = design.full.triangleCount(step: entries[i].step)
    }
  }

  /// Spreads variants over the designs in equal shares.
  private mutating func setVariants(_ unique: Int) {
    var (low, high) = (0.0, 1.0)
    for _ in 0..<40 {
      let share = (low + high) / 2
      setShare(share)
      if self.unique > unique { high = share } else { low = share }
    }
    setShare(self.unique > unique ? low : high)
  }

  private mutating func setShare(_ share: Double) {
    for i in entries.indices {
      let wanted = Int((Double(entries[i].count) * share).rounded())
      entries[i].variants = min(max(wanted, 1), entries[i].count)
    }
  }
}
