import ImageCodecs
import SceneImport

/// One input of the fuzzer: a picture when its signature says so, otherwise a scene. Whatever the
/// bytes are, the call must return, in bounded memory and time.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  if bytes.starts(with: Array("#?".utf8)) {
    _ = try? HDRDecoder.decode(bytes, limits: ImageLimits(side: 4096, pixels: 1 << 22))
  } else if (try? ImageDecoder.header(bytes)) != nil {
    _ = try? ImageDecoder.decode(bytes, limits: ImageLimits(side: 4096, pixels: 1 << 22))
  } else {
    var limits = ImportLimits.standard
    limits.decodedBytes = 1 << 26
    limits.imageSide = 4096
    // Every external file holds the input itself.
    _ = try? SceneImporter.load(
      bytes: bytes, name: "fuzz", limits: limits, resolver: { _ in bytes })
  }
  return 0
}
