import Foundation

/// `data:` URIs (RFC 2397).
enum DataURI {
  static func isDataURI(_ uri: String) -> Bool {
    uri.utf8.prefix(5).elementsEqual("data:".utf8) { $0 | 0x20 == $1 || $0 == $1 }
  }

  /// The bytes of a data URI; nil when it is malformed.
  static func decode(_ uri: String) -> [UInt8]? {
    let text = uri.utf8
    guard isDataURI(uri), let comma = text.firstIndex(of: UInt8(ascii: ",")) else { return nil }
    let header = uri[..<comma].lowercased()
    // Parameters may not be empty; the media type may.
    guard !header.contains(";;"), !header.hasSuffix(";") else { return nil }
    let payload = text[text.index(after: comma)...]
    if header.hasSuffix(";base64") {
      return Data(base64Encoded: Data(payload)).map { [UInt8]($0) }
    }
    var bytes: [UInt8] = []
    var rest = payload.makeIterator()
    while let byte = rest.next() {
      guard byte == UInt8(ascii: "%") else {
        bytes.append(byte)
        continue
      }
      guard let high = rest.next(), let low = rest.next(),
        let value = UInt8(String(decoding: [high, low], as: UTF8.self), radix: 16)
      else { return nil }
      bytes.append(value)
    }
    return bytes
  }
}
