import Foundation

/// Reads whole files.
enum InputFile {
  /// - Parameter limit: bytes; a longer file is refused.
  static func read(_ path: String, limit: Int) throws(FoveaError) -> [UInt8] {
    var isFolder: ObjCBool = false
    guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
      throw FoveaError(.file, "\(path): cannot be read: no such file")
    }
    guard !isFolder.boolValue else {
      throw FoveaError(.file, "\(path): cannot be read: it is a folder")
    }
    guard let file = FileHandle(forReadingAtPath: path) else {
      throw FoveaError(.file, "\(path): cannot be read: \(String(cString: strerror(errno)))")
    }
    defer { try? file.close() }
    do {
      let data = try file.read(upToCount: limit + 1) ?? Data()
      guard data.count <= limit else {
        throw FoveaError(.badInput, "\(path): has more than \(limit) bytes")
      }
      return [UInt8](data)
    } catch let error as FoveaError {
      throw error
    } catch {
      throw FoveaError(.file, "\(path): cannot be read")
    }
  }
}
