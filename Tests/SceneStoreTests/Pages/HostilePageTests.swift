import Numerics
import Testing

@testable import SceneStore

/// Any bytes: an error or a page within limits, and nothing written beside the memory given.
@Suite struct HostilePageTests {
  /// Memory of the limits between words that nobody may touch.
  private final class Guarded {
    private static let mark: UInt8 = 0xA5
    private static let margin = 256
    private var blocks: [UnsafeMutableRawBufferPointer] = []
    private(set) var memory: GeometryPageMemory

    init(vertices: Int, indices: Int, clusters: Int) {
      var blocks: [UnsafeMutableRawBufferPointer] = []
      func make<T>(_ type: T.Type, _ count: Int) -> UnsafeMutableBufferPointer<T> {
        let size = count * MemoryLayout<T>.stride
        let block = UnsafeMutableRawBufferPointer.allocate(
          byteCount: size + 2 * Self.margin, alignment: 64)
        block.initializeMemory(as: UInt8.self, repeating: Self.mark)
        blocks.append(block)
        let inner = UnsafeMutableRawBufferPointer(
          rebasing: block[Self.margin..<Self.margin + size])
        return inner.bindMemory(to: type)
      }
      memory = GeometryPageMemory(
        positions: make(Float.self, vertices * 3), frames: make(PageVertex.Frame.self, vertices),
        extras: make(PageVertex.Extra.self, vertices), indices: make(UInt16.self, indices),
        clusters: make(ClusterRecord.self, clusters))
      self.blocks = blocks
    }

    var isUntouchedAround: Bool {
      blocks.allSatisfy { block in
        block.prefix(Self.margin).allSatisfy { $0 == Self.mark }
          && block.suffix(Self.margin).allSatisfy { $0 == Self.mark }
      }
    }

    deinit { for block in blocks { block.deallocate() } }
  }

  private let sample: EncodedPage
  private let counts: GeometryPageCounts

  init() {
    var random = RandomSource(seed: 11)
    let page = SamplePage(random: &random, clusters: 6, hasExtras: true)
    sample = page.encoded(GeometryPageCodec())
    counts = GeometryPageCounts(
      vertices: page.page.frames.count, indices: page.page.indices.count,
      clusters: page.page.clusters.count)
  }

  private func decode(_ page: EncodedPage, _ codec: GeometryPageCodec, _ guarded: Guarded) {
    let result = try? page.bytes.withUnsafeBytes {
      try codec.decode($0, rawBytes: page.rawBytes, into: guarded.memory)
    }
    if let result {
      #expect(result.vertices <= counts.vertices && result.indices <= counts.indices)
      let (indices, clusters) = (guarded.memory.indices, guarded.memory.clusters)
      for (number, cluster) in clusters[..<result.clusters].enumerated() {
        let first = Int(cluster.firstIndex)
        #expect(first + Int(cluster.indexCount) <= result.indices)
        let next =
          number + 1 < result.clusters
          ? Int(clusters[number + 1].firstVertex) : result.vertices
        for index in indices[first..<first + Int(cluster.indexCount)] {
          #expect(Int(cluster.firstVertex) + Int(index) < next)
        }
      }
    }
    #expect(guarded.isUntouchedAround)
  }

  @Test func changedStreamsAreRefusedOrStayInside() throws {
    let (codec, images) = (GeometryPageCodec(), ImagePageCodec())
    var raw = [UInt8](repeating: 0, count: sample.rawBytes)
    try raw.withUnsafeMutableBytes { raw in
      try sample.bytes.withUnsafeBytes { try images.decode($0, into: raw) }
    }
    let guarded = Guarded(
      vertices: counts.vertices, indices: counts.indices, clusters: counts.clusters)
    var random = RandomSource(seed: 12)
    for round in 0..<3000 {
      var changed = raw
      // The head and the first streams steer; they are hit as often as all the rest.
      let reach = round % 2 == 0 ? min(700, raw.count) : raw.count
      for _ in 0...Int(random.next32() % 3) {
        let place = Int(random.next32()) % reach
        changed[place] = round % 3 == 0 ? UInt8(random.next32() & 255) : changed[place] ^ 1
      }
      let page = changed.withUnsafeBytes { images.encode($0) }
      decode(page, codec, guarded)
    }
  }

  @Test func changedAndCutBytesAreRefusedOrStayInside() {
    let codec = GeometryPageCodec()
    let guarded = Guarded(
      vertices: counts.vertices, indices: counts.indices, clusters: counts.clusters)
    var random = RandomSource(seed: 13)
    for _ in 0..<2000 {
      var page = sample
      page.bytes[Int(random.next32()) % page.bytes.count] ^= UInt8(1 << (random.next32() % 8))
      decode(page, codec, guarded)
    }
    for length in 0..<sample.bytes.count {
      var page = sample
      page.bytes.removeLast(sample.bytes.count - length)
      #expect(throws: StoreDamage.self) { try codec.decode(page) }
    }
  }

  @Test func aPageThatDoesNotFitIsRefused() {
    let codec = GeometryPageCodec()
    for (v, i, c) in [(-1, 0, 0), (0, -3, 0), (0, 0, -1)] {
      let guarded = Guarded(
        vertices: counts.vertices + v, indices: counts.indices + i, clusters: counts.clusters + c)
      #expect(throws: StoreDamage.self) {
        try sample.bytes.withUnsafeBytes {
          _ = try codec.decode($0, rawBytes: sample.rawBytes, into: guarded.memory)
        }
      }
      #expect(guarded.isUntouchedAround)
    }
  }

  @Test func sizesThatAreNotTheirsAreRefused() {
    for rawBytes in [0, 1, 55, sample.rawBytes - 1, sample.rawBytes + 1, 1 << 20, 1 << 40, -5] {
      var page = sample
      page.rawBytes = rawBytes
      #expect(throws: StoreDamage.self) { try GeometryPageCodec().decode(page) }
    }
  }

  @Test func imagePagesOfAnotherSizeAreRefused() throws {
    let codec = ImagePageCodec()
    let bytes = (0..<1000).map { UInt8($0 * 7 & 255) }
    let page = bytes.withUnsafeBytes { codec.encode($0) }
    for size in [0, 1, 999, 1000, 1001] {
      var memory = [UInt8](repeating: 0, count: size)
      func decode() throws {
        try memory.withUnsafeMutableBytes { memory in
          try page.bytes.withUnsafeBytes { try codec.decode($0, into: memory) }
        }
      }
      if size == 1000 {
        try decode()
        #expect(memory == bytes)
      } else {
        #expect(throws: StoreDamage.self) { try decode() }
      }
    }
  }
}
