import Foundation

@testable import SceneStore

/// One input of the fuzzer: a baked scene when its signature says so, otherwise a piece of one.
/// Whatever the bytes are, the call must return, in bounded memory and time.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzz(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  guard let kind = bytes.first else { return 0 }
  let rest = Array(bytes.dropFirst())
  switch kind {
  case FileHeader.magic[0]: file(bytes)
  case 0: directory(rest)
  case 1 where !rest.isEmpty: page(rest.withUnsafeBytes { ImagePageCodec().encode($0) })
  default: page(EncodedPage(bytes: rest, rawBytes: 4096))
  }
  return 0
}

private func directory(_ bytes: [UInt8]) {
  guard let directory = try? SceneDirectory(encoded: bytes) else { return }
  _ = try? directory.validate(pagesEnd: 1 << 40)
}

private func page(_ page: EncodedPage) {
  _ = try? page.bytes.withUnsafeBytes {
    try GeometryPageCodec().decode($0, rawBytes: page.rawBytes)
  }
}

/// A whole file whose checksums are put right first, so that what is behind them is reached.
private func file(_ bytes: [UInt8]) {
  var bytes = bytes
  repair(&bytes)
  let path = NSTemporaryDirectory() + "fuzz-\(getpid()).fovea"
  let descriptor = open(path, O_RDWR | O_CREAT | O_TRUNC, 0o600)
  unlink(path)
  defer { close(descriptor) }
  guard write(descriptor, bytes, bytes.count) == bytes.count else { return }
  guard let file = try? SceneFile(path: "/proc/self/fd/\(descriptor)") else { return }
  try? file.verify()
  for part in file.directory.parts.indices { _ = try? file.rows(ofPart: part) }
}

private func repair(_ bytes: inout [UInt8]) {
  func word(_ place: Int) -> Int? {
    guard place >= 0, place <= bytes.count - 8 else { return nil }
    let value = bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: place, as: UInt64.self) }
    return Int(exactly: value)
  }
  func set(_ place: Int, _ value: UInt64) {
    withUnsafeBytes(of: value) { bytes.replaceSubrange(place..<place + 8, with: $0) }
  }
  func slice(_ start: Int?, _ size: Int?) -> ArraySlice<UInt8>? {
    guard let start, let size, start <= bytes.count, size <= bytes.count - start else { return nil }
    return bytes[start..<start + size]
  }
  guard bytes.count >= FileHeader.byteCount else { return }
  // The table of pages, then the directory that holds it, then the header.
  if let start = word(16), start <= bytes.count, let table = word(start + 8 + 7 * 24 + 8),
    let pages = word(start + 8 + 7 * 24 + 16), table <= bytes.count, pages <= 1000
  {
    for page in 0..<pages {
      let place = start + table + page * 24
      guard place <= bytes.count - 24, let sizes = word(place + 8) else { break }
      if let stored = slice(word(place), sizes & 0xffff_ffff) {
        set(place + 16, checksum(of: Array(stored)))
      }
    }
  }
  if let stored = slice(word(16), word(24)) { set(32, checksum(of: Array(stored))) }
  set(40, UInt64(bytes.count))
  set(56, checksum(of: Array(bytes[..<56])))
}
