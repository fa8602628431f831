import Foundation

/// A JSON value that knows its place, to be taken apart with exact errors.
struct JSONReader {
  let value: JSONValue
  let file: String
  let pointer: String

  init(data: Data, file: String) throws(ProfileError) {
    do {
      value = try JSONDecoder().decode(JSONValue.self, from: data)
    } catch DecodingError.dataCorrupted(let context) {
      let detail = context.underlyingError.map { " (\(Self.detail($0)))" } ?? ""
      throw ProfileError(file: file, reason: "no valid JSON\(detail)")
    } catch {
      throw ProfileError(file: file, reason: "no valid JSON")
    }
    self.file = file
    pointer = ""
  }

  private static func detail(_ error: any Error) -> String {
    let debug = (error as NSError).userInfo["NSDebugDescription"] as? String
    return debug ?? error.localizedDescription
  }

  private init(_ value: JSONValue, _ file: String, _ pointer: String) {
    (self.value, self.file, self.pointer) = (value, file, pointer)
  }

  func error(_ reason: String) -> ProfileError {
    ProfileError(file: file, pointer: pointer, reason: reason)
  }

  // MARK: Objects

  /// Refuses anything but an object with these keys.
  func object(_ allowed: Set<String>) throws(ProfileError) -> [String: JSONReader] {
    let members = try members()
    if let unknown = members.keys.filter({ !allowed.contains($0) }).min() {
      let reason = "unknown key; known are \(allowed.sorted().joined(separator: ", "))"
      throw members[unknown]?.error(reason) ?? error(reason)
    }
    return members
  }

  /// All members, whatever their keys.
  func members() throws(ProfileError) -> [String: JSONReader] {
    guard case .object(let members) = value else { throw error("must be an object") }
    var result: [String: JSONReader] = [:]
    for (key, value) in members {
      result[key] = JSONReader(value, file, pointer + "/" + Self.escaped(key))
    }
    return result
  }

  func required(_ key: String, in members: [String: JSONReader]) throws(ProfileError) -> JSONReader
  {
    guard let member = members[key] else { throw error("\"\(key)\" is missing") }
    return member
  }

  private static func escaped(_ key: String) -> String {
    key.replacingOccurrences(of: "~", with: "~0").replacingOccurrences(of: "/", with: "~1")
  }

  // MARK: Values

  func string(longest: Int = 4000) throws(ProfileError) -> String {
    guard case .string(let text) = value else { throw error("must be a string") }
    guard !text.isEmpty, text.utf8.count <= longest else {
      throw error("must be a string of 1 to \(longest) bytes")
    }
    return text
  }

  func number(_ range: ClosedRange<Double>) throws(ProfileError) -> Double {
    guard case .number(let number) = value else { throw error("must be a number") }
    guard range.contains(number) else {
      throw error("must lie in \(range.lowerBound) … \(range.upperBound), is \(number)")
    }
    return number
  }

  func integer(_ range: ClosedRange<Int>) throws(ProfileError) -> Int {
    guard case .number(let number) = value, let integer = Int(exactly: number) else {
      throw error("must be an integer")
    }
    guard range.contains(integer) else {
      throw error("must lie in \(range.lowerBound) … \(range.upperBound), is \(integer)")
    }
    return integer
  }

  func array(_ count: ClosedRange<Int>) throws(ProfileError) -> [JSONReader] {
    guard case .array(let values) = value else { throw error("must be an array") }
    guard count.contains(values.count) else {
      let wanted =
        count.lowerBound == count.upperBound
        ? "\(count.lowerBound)" : "\(count.lowerBound) to \(count.upperBound)"
      throw error("must have \(wanted) elements, has \(values.count)")
    }
    return values.enumerated().map { JSONReader($1, file, "\(pointer)/\($0)") }
  }

  func numbers(_ count: ClosedRange<Int>, _ range: ClosedRange<Double>) throws(ProfileError)
    -> [Double]
  {
    var result: [Double] = []
    for element in try array(count) { result.append(try element.number(range)) }
    return result
  }

  func pair(_ range: ClosedRange<Double>) throws(ProfileError) -> SIMD2<Double> {
    let values = try numbers(2...2, range)
    return SIMD2(values[0], values[1])
  }
}
