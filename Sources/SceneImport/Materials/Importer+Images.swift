import Foundation
import ImageCodecs
import SceneModel

extension Importer {
  /// Reads what the images are, and how they are decoded. Formats that are not supported give nil
  /// and a warning, damaged headers an error.
  mutating func findImages(_ list: [JSONCursor], skipping skipped: Set<Int>) throws(ImportFault)
    -> [ImageRecipe?]
  {
    var recipes = [ImageRecipe?](repeating: nil, count: list.count)
    for (index, json) in list.enumerated() where !skipped.contains(index) {
      let encoded = try encodedImage(json)
      let bytes = try encoded.loaded(at: json.path)
      let header: ImageHeader
      do throws(ImageError) {
        header = try bytes.withRawBytes { (bytes) throws(ImageError) in
          try ImageDecoder.header(bytes)
        }
      } catch {
        guard error.kind == .unknownFormat, Self.isKnownFormat(bytes) else {
          throw json.fault("the image cannot be decoded: \(error)")
        }
        warn(json.path, "is of an image format that is not supported")
        continue
      }
      guard header.width <= limits.imageSide, header.height <= limits.imageSide else {
        throw json.fault(
          "has \(header.width) × \(header.height) pixels; a side may have \(limits.imageSide)")
      }
      if !isDeferred {
        try budget.take(header.width, of: max(header.height, 0) * 4, at: json.path)
      }
      let uri = try json.string("uri").flatMap { DataURI.isDataURI($0) ? nil : $0 }
      recipes[index] = ImageRecipe(
        summary: ImageSummary(
          name: try json.string("name") ?? uri ?? "", width: header.width, height: header.height),
        content: .encoded(encoded, json.path))
    }
    return recipes
  }

  /// Whether this is a healthy image of a kind that extensions bring (KTX, DDS), not a damaged one.
  private static func isKnownFormat(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.starts(with: [0xAB, 0x4B, 0x54, 0x58]) || bytes.starts(with: Array("DDS ".utf8))
  }

  private mutating func encodedImage(_ json: JSONCursor) throws(ImportFault) -> ByteSlice {
    let uri = try json.member("uri")
    guard let view = try json.member("bufferView") else {
      guard let uri else { throw json.fault("has neither a uri nor a buffer view") }
      return try fetch(uri)
    }
    if uri != nil { throw json.fault("has both a uri and a buffer view") }
    if try json.string("mimeType") == nil {
      warn(json.path, "has no mimeType; the image's own signature was used")
    }
    return try viewData(view)
  }
}
