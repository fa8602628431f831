import Numerics
import Testing

@testable import GPU

@Suite struct BlockAllocatorTests {
  /// Random allocations and releases against a map of who owns each unit.
  @Test(arguments: 0..<6)
  func rangesNeverOverlapAndAllComeBack(seed: UInt64) {
    var random = RandomSource(seed: seed)
    let capacity = 2048
    var allocator = BlockAllocator(capacity: capacity)
    var owner = [Int](repeating: -1, count: capacity)
    var live: [(id: Int, offset: Int, bytes: Int)] = []
    for id in 0..<500 {
      if random.next() % 5 < 3 || live.isEmpty {
        let bytes = 1 + Int(random.next() % 200)
        let alignment = 1 << Int(random.next() % 8)
        guard let offset = allocator.allocate(bytes, alignment: alignment) else {
          // Refused: no aligned run of free units is long enough.
          let fits = stride(from: 0, through: capacity - bytes, by: alignment).contains { start in
            owner[start..<start + bytes].allSatisfy { $0 == -1 }
          }
          #expect(!fits)
          continue
        }
        #expect(offset % alignment == 0 && offset >= 0 && offset + bytes <= capacity)
        #expect(owner[offset..<offset + bytes].allSatisfy { $0 == -1 })
        for unit in offset..<offset + bytes { owner[unit] = id }
        live.append((id, offset, bytes))
      } else {
        let gone = live.remove(at: Int(random.next() % UInt64(live.count)))
        for unit in gone.offset..<gone.offset + gone.bytes { owner[unit] = -1 }
        allocator.release(gone.offset, bytes: gone.bytes)
      }
      #expect(allocator.freeBytes == owner.count { $0 == -1 })
    }
    for range in live { allocator.release(range.offset, bytes: range.bytes) }
    #expect(allocator.isEmpty)
    #expect(allocator.fragments == 1)
  }

  @Test func theSmallestFittingGapIsTaken() throws {
    var allocator = BlockAllocator(capacity: 100)
    let ranges = (0..<10).compactMap { _ in allocator.allocate(10) }
    try #require(ranges.count == 10)
    allocator.release(ranges[1], bytes: 10)
    allocator.release(ranges[2], bytes: 10)
    allocator.release(ranges[6], bytes: 10)
    #expect(allocator.allocate(10) == ranges[6])
    #expect(allocator.allocate(20) == ranges[1])
    #expect(allocator.allocate(1) == nil)
  }

  @Test func releasingTwiceStopsTheProgram() async {
    await #expect(processExitsWith: .failure) {
      var allocator = BlockAllocator(capacity: 100)
      guard let offset = allocator.allocate(10) else { return }
      allocator.release(offset, bytes: 10)
      allocator.release(offset, bytes: 10)
    }
  }
}
