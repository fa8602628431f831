/// Why a picture could not be decoded or encoded.
package struct ImageError: Error, Equatable, CustomStringConvertible, Sendable {
  package enum Kind: String, Sendable {
    /// The signature is of no format that is read here.
    case unknownFormat = "unknown image format"
    /// The format is known, the variant is not read here.
    case unsupported = "unsupported image"
    case damaged = "damaged image"
    case tooLarge = "image too large"
    case encoding = "image cannot be encoded"
  }

  package var kind: Kind
  package var message: String

  init(_ kind: Kind, _ message: String) {
    self.kind = kind
    self.message = message
  }

  package var description: String { "\(kind.rawValue): \(message)" }
}
