import Foundation
import Numerics
import Optics

/// A value in a JSON file that knows its place, to be taken apart with exact errors.
struct JSONDocument {
  let value: JSONValue
  let file: String
  let pointer: String

  init(contentsOf file: String) throws(FoveaError) {
    try self.init(bytes: try InputFile.read(file, limit: 1 << 20), file: file)
  }

  /// `file` stands for the bytes in errors.
  init(bytes: [UInt8], file: String) throws(FoveaError) {
    do {
      value = try JSONDecoder().decode(JSONValue.self, from: Data(bytes))
    } catch {
      throw FoveaError(.badInput, "\(file): is not valid JSON")
    }
    self.file = file
    pointer = ""
  }

  private init(_ value: JSONValue, in parent: JSONDocument, _ step: String) {
    self.value = value
    file = parent.file
    let escaped = step.replacing("~", with: "~0").replacing("/", with: "~1")
    pointer = parent.pointer + "/" + escaped
  }

  func error(_ reason: String) -> FoveaError {
    let place = pointer.isEmpty ? file : "\(file): \(pointer)"
    return FoveaError(.badInput, "\(place): \(reason)")
  }

  /// The members of an object that has no others than these.
  func members(_ known: [String]) throws(FoveaError) -> [String: JSONDocument] {
    guard case .object(let values) = value else { throw error("is not an object") }
    var members: [String: JSONDocument] = [:]
    for (key, value) in values { members[key] = JSONDocument(value, in: self, key) }
    for key in values.keys.sorted() where !known.contains(key) {
      throw members[key]?.error("is not known here; there are \(known.joined(separator: ", "))")
        ?? error("has an unknown key")
    }
    return members
  }

  /// The elements of an array that is not empty, at most `limit`.
  func elements(limit: Int = 64) throws(FoveaError) -> [JSONDocument] {
    guard case .array(let values) = value else { throw error("is not an array") }
    guard (1...limit).contains(values.count) else { throw error("has not 1 to \(limit) elements") }
    return values.enumerated().map { JSONDocument($0.element, in: self, String($0.offset)) }
  }

  func string() throws(FoveaError) -> String {
    guard case .string(let text) = value, !text.isEmpty else { throw error("is not a text") }
    return text
  }

  func bool() throws(FoveaError) -> Bool {
    guard case .bool(let truth) = value else { throw error("is neither true nor false") }
    return truth
  }

  func number(in range: ClosedRange<Double>) throws(FoveaError) -> Double {
    guard case .number(let number) = value, number.isFinite, range.contains(number) else {
      throw error("is not a number from \(range.lowerBound) to \(range.upperBound)")
    }
    return number
  }

  func integer(in range: ClosedRange<Int>) throws(FoveaError) -> Int {
    guard case .number(let number) = value, let whole = Int(exactly: number), range.contains(whole)
    else {
      throw error("is not a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return whole
  }

  /// Three numbers.
  func vector(limit: Double = 1e6) throws(FoveaError) -> Float3 {
    let elements = try elements()
    guard elements.count == 3 else { throw error("has not three numbers") }
    var vector = Float3.zero
    for axis in 0..<3 { vector[axis] = Float(try elements[axis].number(in: -limit...limit)) }
    return vector
  }
}
