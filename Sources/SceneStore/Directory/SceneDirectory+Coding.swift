internal import Numerics
internal import SceneModel

/// Sections of a directory, in the order in which they are stored.
enum DirectorySection: UInt32, CaseIterable {
  case summary = 1
  case skeleton, parts, images, instances, nodes, groups, pages, units, dependencies

  /// Bytes of a record; 1 where the section is one piece of fields.
  var stride: Int {
    switch self {
    case .summary, .skeleton, .parts, .images: 1
    case .instances: 72
    case .nodes: MemoryLayout<HierarchyNode>.stride
    case .groups: MemoryLayout<ClusterGroup>.stride
    case .pages: MemoryLayout<StoredPage>.stride
    case .units: MemoryLayout<StreamUnit>.stride
    case .dependencies: MemoryLayout<UInt32>.stride
    }
  }

  /// Sections start at multiples of this.
  static let alignment = 16
  /// Bytes of a line of the table of sections: kind, stride, offset, count.
  static let entryBytes = 24
}

extension SceneDirectory {
  /// As the file holds it.
  func encoded() throws(StoreDamage) -> [UInt8] {
    var copy = self
    var table = FieldCoder()
    table.write(UInt64(DirectorySection.allCases.count))
    var body: [UInt8] = []
    let start = 8 + DirectorySection.allCases.count * DirectorySection.entryBytes
    for section in DirectorySection.allCases {
      while (start + body.count) % DirectorySection.alignment != 0 { body.append(0) }
      let bytes = try copy.encoded(section)
      table.write(section.rawValue)
      table.write(UInt32(section.stride))
      table.write(UInt64(start + body.count))
      table.write(UInt64(bytes.count / section.stride))
      body += bytes
    }
    return table.bytes + body
  }

  private mutating func encoded(_ section: DirectorySection) throws(StoreDamage) -> [UInt8] {
    func records<Record>(_ values: [Record]) -> [UInt8] { values.withUnsafeBytes { Array($0) } }
    var coder = FieldCoder()
    switch section {
    case .summary: try coder.summary(&self)
    case .skeleton: try coder.skeleton(&skeleton)
    case .parts: try coder.parts(&parts)
    case .images: try coder.images(&images)
    case .instances:
      for var instance in instances {
        coder.write(UInt32(instance.part))
        coder.write(instance.node.map(UInt32.init) ?? PartInstance.noNode)
        try coder.matrix(&instance.transform)
      }
    case .nodes: return records(nodes)
    case .groups: return records(groups)
    case .pages: return records(pages)
    case .units: return records(units)
    case .dependencies: return records(dependencies)
    }
    return coder.bytes
  }

  /// Reads what `encoded` wrote. Nothing refers to anything safely yet: see `validate`.
  init(encoded bytes: [UInt8]) throws(StoreDamage) {
    self.init(skeleton: SceneSkeleton(scene: Scene(), images: []))
    var table = FieldCoder(reading: Array(bytes.prefix(8 + 16 * DirectorySection.entryBytes)))
    let sectionCount: UInt64 = try table.read()
    guard sectionCount == DirectorySection.allCases.count else {
      throw StoreDamage("has \(sectionCount) sections")
    }
    for section in DirectorySection.allCases {
      let (kind, stride): (UInt32, UInt32) = (try table.read(), try table.read())
      let (offset, count): (UInt64, UInt64) = (try table.read(), try table.read())
      let size = count.multipliedReportingOverflow(by: UInt64(section.stride))
      guard kind == section.rawValue, stride == section.stride, !size.overflow,
        offset <= bytes.count, size.partialValue <= UInt64(bytes.count) - offset
      else { throw StoreDamage("section \(section) is out of range") }
      let range = Int(offset)..<Int(offset + size.partialValue)
      do {
        try decode(section, bytes, range)
      } catch {
        throw StoreDamage("section \(section) \(error)")
      }
    }
  }

  private mutating func decode(_ section: DirectorySection, _ bytes: [UInt8], _ range: Range<Int>)
    throws(StoreDamage)
  {
    func records<Record: BitwiseCopyable>(_ type: Record.Type) -> [Record] {
      let count = range.count / MemoryLayout<Record>.stride
      return [Record](unsafeUninitializedCapacity: count) { buffer, initialized in
        bytes.withUnsafeBytes {
          UnsafeMutableRawBufferPointer(buffer).copyMemory(
            from: UnsafeRawBufferPointer(rebasing: $0[range]))
        }
        initialized = count
      }
    }
    switch section {
    case .nodes: nodes = records(HierarchyNode.self)
    case .groups: groups = records(ClusterGroup.self)
    case .pages: pages = records(StoredPage.self)
    case .units: units = records(StreamUnit.self)
    case .dependencies: dependencies = records(UInt32.self)
    case .instances: instances = Self.instances(bytes, range)
    case .summary, .skeleton, .parts, .images:
      var coder = FieldCoder(reading: Array(bytes[range]))
      switch section {
      case .summary: try coder.summary(&self)
      case .skeleton: try coder.skeleton(&skeleton)
      case .parts: try coder.parts(&parts)
      default: try coder.images(&images)
      }
      try coder.finish()
    }
  }

  private static func instances(_ bytes: [UInt8], _ range: Range<Int>) -> [PartInstance] {
    let stride = DirectorySection.instances.stride
    return bytes.withUnsafeBytes { bytes in
      (0..<range.count / stride).map { index in
        let place = range.lowerBound + index * stride
        func column(_ index: Int) -> Float4 {
          bytes.loadUnaligned(fromByteOffset: place + 8 + index * 16, as: Float4.self)
        }
        let node = bytes.loadUnaligned(fromByteOffset: place + 4, as: UInt32.self)
        return PartInstance(
          part: Int(bytes.loadUnaligned(fromByteOffset: place, as: UInt32.self)),
          transform: Matrix4(columns: column(0), column(1), column(2), column(3)),
          node: node == PartInstance.noNode ? nil : Int(node))
      }
    }
  }
}

extension PartInstance {
  /// In the file: it stands still.
  fileprivate static let noNode = UInt32.max
}
