import Fovea

/// Names of the pictures that a command writes: one file, or a pattern with a place for a number.
struct OutputFiles {
  private let before: String
  private let after: String
  /// Digits that a number has at least; nil without a place for one.
  private let digits: Int?

  /// - Parameter isSequence: whether the name must have one place for a number: `%d`, or `%0Nd` for
  ///   at least N digits.
  init(_ name: String, isSequence: Bool) throws(FoveaError) {
    guard name.lowercased().hasSuffix(".png") else {
      throw FoveaError(.usage, "-o \(quoted(name)) does not end in .png")
    }
    guard isSequence else {
      (before, after, digits) = (name, "", nil)
      return
    }
    let places = name.matches(of: #/%(?:0([1-9]))?d/#)
    guard places.count == 1, name.count(where: { $0 == "%" }) == 1 else {
      throw FoveaError(
        .usage, "-o \(quoted(name)) has not one place for the frame's number, such as %04d")
    }
    before = String(name[..<places[0].range.lowerBound])
    after = String(name[places[0].range.upperBound...])
    digits = places[0].output.1.flatMap { Int($0) } ?? 1
  }

  func file(_ number: Int) -> String {
    guard let digits else { return before }
    let text = String(number)
    return before + String(repeating: "0", count: max(digits - text.count, 0)) + text + after
  }
}
