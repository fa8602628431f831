/// Where a value stands in a document; becomes an RFC 6901 pointer only when someone asks.
indirect enum JSONPath: Sendable {
  case root
  case member(JSONPath, String)
  case element(JSONPath, Int)

  func appending(_ key: String) -> JSONPath { .member(self, key) }
  func appending(_ index: Int) -> JSONPath { .element(self, index) }

  var pointer: String {
    switch self {
    case .root: return ""
    case .element(let parent, let index): return "\(parent.pointer)/\(index)"
    case .member(let parent, let key):
      let escaped = key.unicodeScalars.reduce(into: "") { text, scalar in
        switch scalar {
        case "~": text += "~0"
        case "/": text += "~1"
        default: text.unicodeScalars.append(scalar)
        }
      }
      return "\(parent.pointer)/\(escaped)"
    }
  }

  func fault(_ reason: String) -> ImportFault { ImportFault(pointer: pointer, reason: reason) }
}
