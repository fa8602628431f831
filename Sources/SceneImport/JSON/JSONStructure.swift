/// Checks of JSON text that the decoder does not make: nesting and repeated keys. Syntax is the
/// decoder's business, so odd text is passed over here.
enum JSONStructure {
  private struct Level {
    let isObject: Bool
    var keys: Set<String> = []
    var key = ""
    var index = 0
    var expectsKey: Bool
  }

  static func check(_ text: ArraySlice<UInt8>, nestingLimit: Int) throws(ImportFault) {
    var fault: ImportFault?
    text.withUnsafeBufferPointer { fault = firstFault(in: $0, nestingLimit: nestingLimit) }
    if let fault { throw fault }
  }

  private static func firstFault(in text: UnsafeBufferPointer<UInt8>, nestingLimit: Int)
    -> ImportFault?
  {
    var levels: [Level] = []
    var position = 0
    func path(_ count: Int) -> JSONPath {
      levels.prefix(count).reduce(JSONPath.root) {
        $1.isObject ? $0.appending($1.key) : $0.appending($1.index)
      }
    }
    while position < text.count {
      switch text[position] {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        if levels.count >= nestingLimit {
          return path(levels.count).fault("is nested more than \(nestingLimit) levels deep")
        }
        let isObject = text[position] == UInt8(ascii: "{")
        levels.append(Level(isObject: isObject, expectsKey: isObject))
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        _ = levels.popLast()
      case UInt8(ascii: ","):
        if let last = levels.indices.last {
          levels[last].index += 1
          levels[last].expectsKey = levels[last].isObject
        }
      case UInt8(ascii: "\""):
        let start = position + 1
        position = start
        while position < text.count, text[position] != UInt8(ascii: "\"") {
          position += text[position] == UInt8(ascii: "\\") ? 2 : 1
        }
        if let last = levels.indices.last, levels[last].expectsKey, position <= text.count {
          let key = String(decoding: text[start..<min(position, text.count)], as: UTF8.self)
          levels[last].key = key
          levels[last].expectsKey = false
          if !levels[last].keys.insert(key).inserted {
            return path(levels.count).fault("the key is repeated")
          }
        }
      default: break
      }
      position += 1
    }
    return nil
  }
}
