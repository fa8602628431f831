/// Stable memory for the pointers inside of Vulkan's structures, freed as one. For set-up work only:
/// every `store` allocates. For C structures, which need no destruction.
struct Arena {
  private final class Blocks {
    var pointers: [UnsafeMutableRawPointer] = []
  }
  private let blocks = Blocks()

  func store<T>(_ value: T) -> UnsafeMutablePointer<T> {
    store([value])
  }

  func store<T>(_ values: [T]) -> UnsafeMutablePointer<T> {
    let pointer = UnsafeMutablePointer<T>.allocate(capacity: max(1, values.count))
    pointer.initialize(from: values, count: values.count)
    blocks.pointers.append(UnsafeMutableRawPointer(pointer))
    return pointer
  }

  func store(_ text: String) -> UnsafePointer<CChar> {
    UnsafePointer(store(Array(text.utf8CString)))
  }

  func store(_ texts: [String]) -> UnsafePointer<UnsafePointer<CChar>?> {
    UnsafePointer(store(texts.map { Optional(store($0)) }))
  }

  /// Ends the life of everything stored.
  func free() {
    for pointer in blocks.pointers { pointer.deallocate() }
    blocks.pointers = []
  }
}

/// Runs `body` with an arena that ends with it.
func withArena<Result>(
  _ body: (Arena) throws(GPUError) -> Result
) throws(GPUError) -> Result {
  let arena = Arena()
  defer { arena.free() }
  return try body(arena)
}

/// Text in a fixed array of C characters, as Vulkan's properties hold it.
func text<Tuple>(_ characters: Tuple) -> String {
  withUnsafeBytes(of: characters) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
}
