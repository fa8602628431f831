private import Glibc

/// Memory of the process as the kernel counts it.
package enum ResidentMemory {
  /// Bytes that are in memory now; nil where the kernel does not say. Reads a small file of the kernel's,
  /// and does not allocate.
  package static var bytes: Int? {
    let file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var text = InlineArray<128, UInt8>(repeating: 0)
    var span = text.mutableSpan
    let count = span.withUnsafeMutableBytes { read(file, $0.baseAddress, $0.count) }
    // The second number: pages that are resident.
    var (field, pages) = (0, 0)
    for index in 0..<max(count, 0) {
      let code = text[index]
      if code == UInt8(ascii: " ") {
        field += 1
      } else if field == 1, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(code) {
        pages = pages &* 10 &+ Int(code - UInt8(ascii: "0"))
      }
    }
    return field > 1 ? pages * sysconf(Int32(_SC_PAGESIZE)) : nil
  }
}
