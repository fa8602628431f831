package import SceneStore

/// What streaming must know of the units of a scene: what each costs and which others it needs.
/// A unit's number is above those of all the units it needs, so none needs itself.
package struct UnitGraph: Sendable {
  /// What a unit costs while it is resident or under way.
  package struct Cost: Equatable, Sendable {
    package var kind: StreamUnit.Kind
    /// On the device; of geometry the size of a slot.
    package var deviceBytes: Int
    /// Of the program's memory from its request until it is on the device: read and decompressed.
    package var hostBytes: Int

    package init(kind: StreamUnit.Kind, deviceBytes: Int, hostBytes: Int) {
      self.kind = kind
      self.deviceBytes = deviceBytes
      self.hostBytes = hostBytes
    }
  }

  package let costs: [Cost]
  /// The first units are always resident and outside the budget.
  package let rootCount: Int
  private let needs: Lists
  private let neededBy: Lists

  /// - Parameters:
  ///   - costs: one for each unit.
  ///   - dependencies: of each unit the units it needs, all of lower numbers; those of the roots
  ///     are left out, since roots need nothing.
  package init(costs: [Cost], dependencies: [[UInt32]], rootCount: Int) {
    precondition(costs.count == dependencies.count && rootCount <= costs.count)
    var needed: [[UInt32]] = dependencies
    for unit in 0..<rootCount { needed[unit] = [] }
    var neededBy = [[UInt32]](repeating: [], count: costs.count)
    for (unit, list) in needed.enumerated() {
      for dependency in list {
        precondition(dependency < unit, "unit \(unit) needs a later one")
        neededBy[Int(dependency)].append(UInt32(unit))
      }
    }
    self.costs = costs
    self.rootCount = rootCount
    self.needs = Lists(needed)
    self.neededBy = Lists(neededBy)
  }

  package var count: Int { costs.count }

  /// What a geometry unit takes on the device; 0 without any.
  package var slotBytes: Int { costs.first { $0.kind == .geometry }?.deviceBytes ?? 0 }

  /// Bytes of the device for all units of a kind but the roots.
  func detailBytes(of kind: StreamUnit.Kind) -> Int {
    costs.dropFirst(rootCount).reduce(0) { $0 + ($1.kind == kind ? $1.deviceBytes : 0) }
  }

  /// Units that must be resident before this one is of use.
  func dependencies(of unit: Int) -> ArraySlice<UInt32> { needs[unit] }

  /// Units that are of use only with this one.
  func dependents(of unit: Int) -> ArraySlice<UInt32> { neededBy[unit] }
}

/// Lists of unit numbers, one after the other in one array.
private struct Lists: Sendable {
  private var starts: [Int] = [0]
  private var elements: [UInt32] = []

  init(_ lists: [[UInt32]]) {
    starts.reserveCapacity(lists.count + 1)
    for list in lists {
      elements += list
      starts.append(elements.count)
    }
  }

  subscript(index: Int) -> ArraySlice<UInt32> { elements[starts[index]..<starts[index + 1]] }
}
