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

  /// One of the raw values of an enumeration.
  func choice<Choice: CaseIterable & RawRepresentable<String>>(_ name: String, _: Choice.Type)
    throws(FoveaError) -> Choice?
  {
    guard let text = self[name] else { return nil }
    guard let value = Choice(rawValue: text) else {
      throw malformed(name, Choice.allCases.map(\.rawValue).joined(separator: ", "), isList: true)
    }
    return value
  }

  private func malformed(_ name: String, _ expected: String, isList: Bool = false) -> FoveaError {
    FoveaError(
      .usage,
      "--\(name) \(quoted(self[name] ?? "")) is not \(isList ? "one of " : "")\(expected)")
  }
}

/// Without a needless fraction.
func short(_ value: Double) -> String {
  value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : String(value)
}
