import Foundation

/// A JSON document as a tree.
indirect enum JSONValue: Sendable, Decodable {
  case null
  case bool(Bool)
  case number(Double)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init(from decoder: any Decoder) throws {
    if let container = try? decoder.container(keyedBy: Key.self) {
      var members: [String: JSONValue] = [:]
      for key in container.allKeys {
        members[key.stringValue] = try container.decode(JSONValue.self, forKey: key)
      }
      self = .object(members)
      return
    }
    if var container = try? decoder.unkeyedContainer() {
      var elements: [JSONValue] = []
      while !container.isAtEnd { elements.append(try container.decode(JSONValue.self)) }
      self = .array(elements)
      return
    }
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      self = .null
    } else if let number = try? container.decode(Double.self) {
      self = .number(number)
    } else if let string = try? container.decode(String.self) {
      self = .string(string)
    } else if let bool = try? container.decode(Bool.self) {
      self = .bool(bool)
    } else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "a value that cannot be represented")
    }
  }

  var kindName: String {
    switch self {
    case .null: "null"
    case .bool: "a boolean"
    case .number: "a number"
    case .string: "a string"
    case .array: "an array"
    case .object: "an object"
    }
  }
}

extension JSONValue {
  /// Parses UTF-8 JSON text whose structure `JSONStructure` has checked.
  static func parse(_ text: ArraySlice<UInt8>) throws(ImportFault) -> JSONValue {
    do {
      return try JSONDecoder().decode(JSONValue.self, from: Data(text))
    } catch let error as DecodingError {
      guard case .dataCorrupted(let context) = error else {
        throw ImportFault(pointer: "", reason: "is not valid JSON")
      }
      var path = JSONPath.root
      for key in context.codingPath {
        path = key.intValue.map { path.appending($0) } ?? path.appending(key.stringValue)
      }
      let underlying = (context.underlyingError as NSError?)?.userInfo[NSDebugDescriptionErrorKey]
      let detail = (underlying as? String) ?? context.debugDescription
      throw ImportFault(pointer: path.pointer, reason: "is not valid JSON: \(detail)")
    } catch {
      throw ImportFault(pointer: "", reason: "is not valid JSON")
    }
  }
}
