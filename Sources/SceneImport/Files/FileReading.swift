/// Why a file could not be read.
struct FileFailure: Error {
  var reason: String
}

/// Reads a regular file of at most `limit` bytes.
func readFile(_ path: String, limit: Int) throws(FileFailure) -> [UInt8] {
  let file = try SourceFile(path, limit: limit)
  do {
    return try file.read(0..<file.size)
  } catch {
    throw FileFailure(reason: "could not be read to its end")
  }
}
