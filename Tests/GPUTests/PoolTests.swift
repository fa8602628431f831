import Testing

@testable import GPU

@Suite struct PoolTests {
  @Test func handlesOfTheDeadAreFoundOut() {
    var pool = Pool<String, BufferHandle>()
    let first = pool.insert("first")
    #expect(pool.remove(first) == "first")
    let second = pool.insert("second")
    #expect(!pool.contains(first))
    #expect(pool.contains(second))
    #expect(pool[second] == "second")
    #expect(first != second)
    #expect(pool.count == 1)
  }

  /// A slot is given up before its generations come round, so no handle ever means two things.
  @Test func noHandleEverComesBack() {
    var pool = Pool<Int, ImageHandle>()
    var seen: Set<ImageHandle> = []
    for value in 0..<10_000 {
      let handle = pool.insert(value)
      #expect(seen.insert(handle).inserted)
      _ = pool.remove(handle)
    }
    #expect(!seen.contains(ImageHandle(raw: 0)))
  }

  @Test func useAfterDestroyStopsTheProgram() async {
    await #expect(processExitsWith: .failure) {
      var pool = Pool<Int, PipelineHandle>()
      let handle = pool.insert(1)
      _ = pool.remove(handle)
      _ = pool.insert(2)
      _ = pool[handle]
    }
  }
}
