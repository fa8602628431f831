import SceneStore
import Synchronization

/// Units that are read and wait to be checked and decompressed, and the threads that do it.
final class DecodeQueue: Sendable {
  private struct State {
    var reads: [UnitRead] = []
    var isStopping = false
  }

  private let file: SceneFile
  private let output: ReadQueue
  private let unpacking: (any LevelUnpacking)?
  private let work: WakeUp
  private let state = Mutex(State())

  init(file: SceneFile, output: ReadQueue, unpacking: (any LevelUnpacking)?) throws(StoreError) {
    self.file = file
    self.unpacking = unpacking
    self.output = output
    work = try WakeUp(countsDown: true)
  }

  func append(_ read: UnitRead) {
    state.withLock { $0.reads.append(read) }
    work.signal()
  }

  /// Lets `run` return on so many threads, once what they have is done.
  func stop(threads: Int) {
    state.withLock {
      $0.isStopping = true
      $0.reads.removeAll()
    }
    work.signal(threads)
  }

  /// Decodes until stopped.
  func run() {
    let geometry = GeometryPageCodec()
    let images = ImagePageCodec()
    while true {
      work.wait()
      let (read, isStopping) = state.withLock { state in
        (state.reads.isEmpty ? nil : state.reads.removeFirst(), state.isStopping)
      }
      if isStopping { return }
      guard let read else { continue }
      do throws(StoreError) {
        output.finish(.decoded(unpacked(try decode(read, geometry, images))))
      } catch {
        output.finish(.failed(unit: read.unit, error))
      }
    }
  }

  private func unpacked(_ decoded: DecodedUnit) -> DecodedUnit {
    guard case .imageLevel(let blocks) = decoded.content,
      let bytes = unpacking?.texelBytes(ofUnit: decoded.unit)
    else { return decoded }
    let texels = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes, alignment: 16)
    unpacking?.unpack(unit: decoded.unit, blocks, into: texels)
    return DecodedUnit(
      unit: decoded.unit, content: .texels(UnsafeRawBufferPointer(texels)),
      readBytes: decoded.readBytes, memory: texels)
  }

  private func decode(_ read: UnitRead, _ geometry: GeometryPageCodec, _ images: ImagePageCodec)
    throws(StoreError) -> DecodedUnit
  {
    if let failure = read.failure { throw failure }
    for page in read.pages { try file.check(page, UnsafeRawBufferPointer(read[page])) }
    let directory = file.directory
    let unit = directory.units[read.unit]
    let memory = UnsafeMutableRawBufferPointer.allocate(
      byteCount: DecodedUnit.memoryBytes(of: unit, in: directory), alignment: 16)
    let content: DecodedUnit.Content
    do throws(StoreError) {
      switch unit.kind {
      case .geometry:
        let page = GeometryPageMemory(
          memory, hasExtras: directory.hasExtras, hasRows: directory.hasRows)
        let counts = try file.decodeGeometry(
          read.unit, UnsafeRawBufferPointer(read[read.unit]), with: geometry, into: page)
        content = .geometry(page.prefix(counts))
      case .imageLevel:
        var offset = 0
        for page in read.pages {
          let end = offset + Int(directory.pages[page].rawBytes)
          try file.decodeImage(
            page, UnsafeRawBufferPointer(read[page]), with: images,
            into: UnsafeMutableRawBufferPointer(rebasing: memory[offset..<end]))
          offset = end
        }
        content = .imageLevel(UnsafeRawBufferPointer(memory))
      }
    } catch {
      memory.deallocate()
      throw error
    }
    return DecodedUnit(
      unit: read.unit, content: content, readBytes: read.byteCount, memory: memory)
  }
}
