import Numerics

/// A parameter of a generated scene, as the help shows it.
package struct SceneParameter: Sendable {
  package enum Kind: Equatable, Sendable {
    case integer(ClosedRange<Int>)
    /// A whole number, or `auto`: the scene chooses.
    case count(ClosedRange<Int>)
    case number(ClosedRange<Float>)
    /// One to 64 numbers with commas between.
    case numbers(ClosedRange<Float>)
    /// Linear red, green, blue in 0…1 with commas between, or one number for grey.
    case color
  }

  package let name: String
  package let kind: Kind
  package let defaultValue: String
  package let meaning: String

  init(_ name: String, _ kind: Kind, _ defaultValue: String, _ meaning: String) {
    (self.name, self.kind, self.defaultValue, self.meaning) = (name, kind, defaultValue, meaning)
  }

  /// The values that are allowed, in words.
  package var allowed: String {
    switch kind {
    case .integer(let range): "whole number \(range.lowerBound)…\(range.upperBound)"
    case .count(let range): "whole number \(range.lowerBound)…\(range.upperBound), or auto"
    case .number(let range): "number \(range.lowerBound)…\(range.upperBound)"
    case .numbers(let range): "numbers \(range.lowerBound)…\(range.upperBound), commas between"
    case .color: "R,G,B or grey, 0…1"
    }
  }

  /// The value; nil when it is malformed or out of range.
  func read(_ text: String) -> ParameterValue? {
    switch kind {
    case .integer(let range), .count(let range):
      if case .count = kind, text == "auto" { return .automatic }
      guard let value = Int(text), range.contains(value) else { return nil }
      return .integer(value)
    case .number(let range):
      guard let value = Float(text), range.contains(value) else { return nil }
      return .numbers([value])
    case .numbers(let range):
      let values = Self.list(text)
      guard let values, values.count <= 64, values.allSatisfy(range.contains) else { return nil }
      return .numbers(values)
    case .color:
      guard let values = Self.list(text), values.allSatisfy({ (0...1).contains($0) }) else {
        return nil
      }
      if values.count == 1 { return .numbers([values[0], values[0], values[0]]) }
      return values.count == 3 ? .numbers(values) : nil
    }
  }

  private static func list(_ text: String) -> [Float]? {
    let values = text.split(separator: ",", omittingEmptySubsequences: false).map { Float($0) }
    let numbers = values.compactMap { $0 }
    return numbers.count == values.count ? numbers : nil
  }
}

enum ParameterValue: Equatable {
  case integer(Int)
  case numbers([Float])
  case automatic
}

/// Checked parameter values of one scene, defaults filled in.
struct ParameterValues {
  private var values: [String: ParameterValue] = [:]

  init(_ given: [String: String], of parameters: [SceneParameter], scene: String)
    throws(BuiltinSceneError)
  {
    let known = parameters.map(\.name)
    for key in given.keys.sorted() where !known.contains(key) {
      throw .unknown("parameter of builtin:\(scene)", key, known: known + ["seed"])
    }
    for parameter in parameters {
      let text = given[parameter.name] ?? parameter.defaultValue
      guard let value = parameter.read(text) else {
        throw BuiltinSceneError(
          "\(parameter.name)=\(BuiltinSceneError.quoted(text)) of builtin:\(scene) is not a "
            + parameter.allowed)
      }
      values[parameter.name] = value
    }
  }

  func numbers(_ name: String) -> [Float] {
    guard case .numbers(let values) = values[name] else {
      preconditionFailure("\(name) is not declared as numbers")
    }
    return values
  }
  func number(_ name: String) -> Float { numbers(name)[0] }
  func integer(_ name: String) -> Int {
    guard let count = count(name) else { preconditionFailure("\(name) is no whole number") }
    return count
  }
  /// Nil: the scene chooses.
  func count(_ name: String) -> Int? {
    switch values[name] {
    case .integer(let value): return value
    case .automatic: return nil
    default: preconditionFailure("\(name) is not declared as a whole number")
    }
  }
  func color(_ name: String) -> Float3 {
    let c = numbers(name)
    return Float3(c[0], c[1], c[2])
  }
}
