import BuiltinScenes
import Fovea

extension ParsedArguments {
  /// A whole number in `range`; nil when the option is absent.
  func integer(_ name: String, in range: ClosedRange<Int>) throws(FoveaError) -> Int? {
    guard let text = self[name] else { return nil }
    guard let value = Int(text), range.contains(value) else {
      throw malformed(name, "a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  /// A finite number in `range`.
  func number(_ name: String, in range: ClosedRange<Double>) throws(FoveaError) -> Double? {
    guard let text = self[name] else { return nil }
    guard let value = Double(text), value.isFinite, range.contains(value) else {
      throw malformed(
        name, "a number from \(short(range.lowerBound)) to \(short(range.upperBound))")
    }
    return value
  }

  /// `X,Y,Z`.
  func vector(_ name: String) throws(FoveaError) -> SIMD3<Float>? {
    guard let text = self[name] else { return nil }
    let parts = text.split(separator: ",", omittingEmptySubsequences: false).map { Float($0) }
    let numbers = parts.compactMap { $0 }.filter { $0.isFinite && abs($0) <= 1e6 }
    guard parts.count == 3, numbers.count == 3 else {
      throw malformed(name, "X,Y,Z, three numbers of metres")
    }
    return SIMD3(numbers[0], numbers[1], numbers[2])
  }

  /// `WxH`, pixels.
  func size(_ name: String) throws(FoveaError) -> (width: Int, height: Int)? {
    guard let text = self[name] else { return nil }
    let parts = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let width = parts[0], let height = parts[1],
      (1...16384).contains(width), (1...16384).contains(height)
    else {
      throw malformed(name, "WxH, pixels from 1 to 16384, such as 1024x1024")
    }
    return (width, height)
  }

  /// `X,Y`, degrees of a direction in which an eye can look.
  func degrees(_ name: String) throws(FoveaError) -> SIMD2<Double>? {
    try two(name, separator: ",", in: -80...80, "X,Y, two angles from -80 to 80 degrees")
  }

  /// `WxH`, parts of a whole.
  func parts(_ name: String) throws(FoveaError) -> SIMD2<Double>? {
    try two(name, separator: "x", in: 0.01...1, "WxH, parts from 0.01 to 1, such as 0.35x0.35")
  }

  private func two(
    _ name: String, separator: Character, in range: ClosedRange<Double>, _ expected: String
  ) throws(FoveaError) -> SIMD2<Double>? {
    guard let text = self[name] else { return nil }
    let parts = text.split(separator: separator, omittingEmptySubsequences: false)
    let numbers = parts.compactMap { Double($0) }.filter { range.contains($0) }
    guard parts.count == 2, numbers.count == 2 else { throw malformed(name, expected) }
    return SIMD2(numbers[0], numbers[1])
  }

  /// One of the raw values of an enumeration.
  func choice<Choice: CaseIterable & RawRepresentable<String>>(_ name: String, _: Choice.Type)
    throws(FoveaError) -> Choice?
  {
    guard let text = self[name] else { return nil }
    guard let value = Choice(rawValue: text) else {
      let known = Choice.allCases.map(\.rawValue)
      let hint = nearestName(to: text, in: known).map { "; did you mean \(quoted($0))?" } ?? ""
      throw malformed(name, "one of " + known.joined(separator: ", ") + hint)
    }
    return value
  }

  private func malformed(_ name: String, _ expected: String) -> FoveaError {
    FoveaError(.usage, "--\(name) \(quoted(self[name] ?? "")) is not \(expected)")
  }
}

/// Without a needless fraction.
func short(_ value: Double) -> String {
  value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
}
