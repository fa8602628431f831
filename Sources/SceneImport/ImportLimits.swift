/// What an untrusted scene may cost.
package struct ImportLimits: Sendable {
  /// Bytes of the scene file, and of all files together that it names.
  package var fileBytes = 1 << 32
  /// Bytes of JSON text.
  package var jsonBytes = 1 << 28
  /// Objects and arrays inside each other.
  package var jsonNesting = 64
  /// Nodes from a root to its farthest descendant.
  package var nodeDepth = 512
  /// Width or height of an image, pixels.
  package var imageSide = 16384
  /// Decoded bytes that any file may ask for: attributes, instances, animations, images and
  /// decompressed buffers together.
  package var decodedBytes = 1 << 29
  /// Decoded bytes allowed on top for each byte that was read.
  package var decodedBytesPerSourceByte = 64

  package init() {}

  package static let standard = ImportLimits()

  /// For scenes of which only a part is in memory at a time: files of any size.
  package static var large: ImportLimits {
    var limits = ImportLimits()
    limits.fileBytes = 1 << 46
    return limits
  }
}

/// The sum of decoded bytes still allowed.
struct DecodingBudget {
  private var remaining: Int

  init(limits: ImportLimits) { remaining = limits.decodedBytes }

  mutating func allow(sourceBytes: Int, limits: ImportLimits) {
    let (extra, overflow) = sourceBytes.multipliedReportingOverflow(
      by: limits.decodedBytesPerSourceByte)
    let (sum, overflow2) = remaining.addingReportingOverflow(extra)
    remaining = overflow || overflow2 ? Int.max : sum
  }

  /// Takes `count * size` bytes before they are allocated.
  mutating func take(_ count: Int, of size: Int, at path: JSONPath) throws(ImportFault) {
    let (bytes, overflow) = count.multipliedReportingOverflow(by: size)
    guard !overflow, bytes >= 0, bytes <= remaining else {
      throw path.fault("decodes to more memory than the limit allows")
    }
    remaining -= bytes
  }
}
