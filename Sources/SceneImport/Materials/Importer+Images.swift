import Foundation
import ImageCodecs
import SceneModel

extension Importer {
  /// Decodes the images on all cores. Formats that are not supported give nil and a warning, damaged
  /// images an error.
  mutating func decodeImages(_ list: [JSONCursor], skipping skipped: Set<Int>) throws(ImportFault)
    -> [Image?]
  {
    var jobs: [(json: JSONCursor, index: Int, bytes: ArraySlice<UInt8>)] = []
    for (index, json) in list.enumerated() where !skipped.contains(index) {
      let bytes = try encodedImage(json)
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
      try budget.take(header.width, of: max(header.height, 0) * 4, at: json.path)
      jobs.append((json, index, bytes))
    }
    let results = decodeInParallel(jobs.map(\.bytes))
    var images = [Image?](repeating: nil, count: list.count)
    for (job, result) in zip(jobs, results) {
      switch result {
      case .success(let picture):
        let uri = try job.json.string("uri").flatMap { DataURI.isDataURI($0) ? nil : $0 }
        images[job.index] = Image(
          name: try job.json.string("name") ?? uri ?? "", width: picture.width,
          height: picture.height, pixels: picture.pixels)
      case .failure(let error):
        throw job.json.fault("the image cannot be decoded: \(error)")
      }
    }
    return images
  }

  private func decodeInParallel(_ sources: [ArraySlice<UInt8>]) -> [Result<
    DecodedImage, ImageError
  >] {
    let limits = ImageLimits(side: limits.imageSide, pixels: Int.max / 4)
    return mapInParallel(sources) { bytes in
      bytes.withUnsafeBytes { bytes in
        Result { () throws(ImageError) in try ImageDecoder.decode(bytes, limits: limits) }
      }
    }
  }

  /// Whether this is a healthy image of a kind that extensions bring (KTX, DDS), not a damaged one.
  private static func isKnownFormat(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.starts(with: [0xAB, 0x4B, 0x54, 0x58]) || bytes.starts(with: Array("DDS ".utf8))
  }

  private mutating func encodedImage(_ json: JSONCursor) throws(ImportFault) -> ArraySlice<UInt8> {
    let uri = try json.member("uri")
    guard let view = try json.member("bufferView") else {
      guard let uri else { throw json.fault("has neither a uri nor a buffer view") }
      return try fetch(uri)[...]
    }
    if uri != nil { throw json.fault("has both a uri and a buffer view") }
    if try json.string("mimeType") == nil {
      warn(json.path, "has no mimeType; the image's own signature was used")
    }
    return try viewData(view)
  }
}
