import SceneStore

/// A unit's pages on their way from the file. One thread at a time has it.
final class UnitRead: @unchecked Sendable {
  let unit: Int
  let pages: Range<Int>
  /// The first that went wrong.
  var failure: StoreError?
  /// Pages that are not read yet.
  var remaining: Int
  private let bytes: UnsafeMutableRawBufferPointer
  private let starts: [Int]

  init(unit: Int, directory: SceneDirectory) {
    self.unit = unit
    let record = directory.units[unit]
    pages = Int(record.firstPage)..<Int(record.firstPage) + Int(record.pageCount)
    remaining = pages.count
    var starts = [0]
    for page in pages {
      starts.append(starts[starts.count - 1] + Int(directory.pages[page].storedBytes))
    }
    self.starts = starts
    bytes = .allocate(byteCount: starts[starts.count - 1], alignment: PageLimits.alignment)
  }

  deinit { bytes.deallocate() }

  var byteCount: Int { bytes.count }

  /// Where a page belongs.
  subscript(page: Int) -> UnsafeMutableRawBufferPointer {
    let index = page - pages.lowerBound
    return UnsafeMutableRawBufferPointer(rebasing: bytes[starts[index]..<starts[index + 1]])
  }

  func fail(_ page: Int, of file: SceneFile, _ reason: String) {
    if failure == nil {
      failure = StoreError(.unreadable, "\(file.path): page \(page): cannot be read: \(reason)")
    }
  }
}
