import Numerics
import Testing

@testable import GPU

@Suite struct DeviceTests {
  @Test func nothingIsDestroyedWhileAFrameMayUseIt() throws {
    let device = try makeDevice()
    let ring = try FrameRing(device: device)
    let source = try device.makeBuffer("source", bytes: 256, usage: .transferSource)
    let target = try device.makeBuffer("target", bytes: 256, usage: .storage)
    let image = try device.colorImage("image", 16)
    let pipeline = try device.trianglePipeline()
    let frame = try ring.begin()
    frame.encoder.copy(source, to: target, bytes: 256)
    device.destroy(source)
    device.destroy(target)
    device.destroy(image)
    device.destroy(pipeline)
    #expect(device.liveResources == 4)
    _ = try ring.submit(frame)
    try device.waitIdle()
    #expect(device.liveResources == 0)
    device.expectNoMessages()
  }

  @Test func memoryComesBack() throws {
    let device = try makeDevice()
    var random = RandomSource(seed: 7)
    var buffers: [BufferHandle] = []
    var images: [ImageHandle] = []
    for round in 0..<60 {
      let bytes = 1 + Int(random.next() % (3 << 20))
      buffers.append(try device.makeBuffer("buffer \(round)", bytes: bytes, usage: .storage))
      images.append(try device.colorImage("image \(round)", 1 + Int(random.next() % 300)))
      if random.next() % 2 == 0 {
        device.destroy(buffers.remove(at: Int(random.next() % UInt64(buffers.count))))
        device.destroy(images.remove(at: Int(random.next() % UInt64(images.count))))
      }
      let ranges = buffers.map {
        device.address(of: $0)..<device.address(of: $0) + UInt64(device.size(of: $0))
      }.sorted { $0.lowerBound < $1.lowerBound }
      for (a, b) in zip(ranges, ranges.dropFirst()) { #expect(a.upperBound <= b.lowerBound) }
    }
    #expect(device.memoryUsage.residentBytes > 0)
    for buffer in buffers { device.destroy(buffer) }
    for image in images { device.destroy(image) }
    try device.waitIdle()
    #expect(device.liveResources == 0)
    // One spare block of each kind stays.
    #expect(device.memoryUsage.allocations <= 2)
    #expect(device.memoryUsage.residentBytes <= 2 * (64 << 20))
    device.expectNoMessages()
  }

  @Test func theBudgetIsHonouredAndNamed() throws {
    let device = try makeDevice(memoryBudget: 80 << 20)
    _ = try device.makeBuffer("small", bytes: 1000, usage: .storage)
    let error = #expect(throws: GPUError.self) {
      try device.makeBuffer("large", bytes: 60 << 20, usage: .storage)
    }
    #expect(error?.kind == .outOfMemory)
    #expect(error?.reason.contains("buffer large") == true)
    #expect(error?.reason.contains("\(80 << 20)") == true)
    #expect(device.memoryUsage.budgetBytes == 80 << 20)
    #expect(device.liveResources == 1)
    device.expectNoMessages()
  }

  @Test func impossibleImagesAreRefused() throws {
    let device = try makeDevice()
    let error = #expect(throws: GPUError.self) {
      try device.makeImage(
        ImageDescriptor(
          name: "vast", width: 1 << 24, height: 1, format: .rgba8Unorm, usage: .sampled))
    }
    #expect(error?.kind == .unsupported)
    device.expectNoMessages()
  }

  @Test func synchronizationValidationHears() throws {
    let device = try makeDevice()
    let buffers = try (0..<3).map {
      try device.makeBuffer("buffer \($0)", bytes: 64, usage: .storage)
    }
    try device.submitOnce("no barrier") { encoder in
      encoder.copy(buffers[0], to: buffers[1], bytes: 64)
      encoder.copy(buffers[1], to: buffers[2], bytes: 64)
    }
    #expect(device.validationMessages.contains { $0.contains("SYNC-HAZARD-READ-AFTER-WRITE") })
  }

  @Test func aLostDeviceStaysLost() throws {
    let device = try makeDevice()
    let ring = try FrameRing(device: device)
    let error = #expect(throws: GPUError.self) {
      try device.check("vkQueueSubmit2", .init(rawValue: -4))
    }
    #expect(error?.kind == .deviceLost)
    #expect(device.isLost)
    #expect(throws: GPUError.self) { try ring.begin() }
    #expect(throws: GPUError.self) { try device.waitIdle() }
    #expect(throws: GPUError.self) {
      try device.makeBuffer("late", bytes: 1, usage: .storage)
    }
  }

  @Test func framesTakeTurnsInTheRing() throws {
    let device = try makeDevice(framesInFlight: 3)
    let ring = try FrameRing(device: device)
    var values: [UInt64] = []
    for index in 0..<7 {
      let frame = try ring.begin()
      #expect(frame.index == UInt64(index))
      #expect(frame.slot == index % 3)
      values.append(try ring.submit(frame))
    }
    #expect(zip(values, values.dropFirst()).allSatisfy { $0 < $1 })
    if let last = values.last { try device.wait(for: last) }
    device.expectNoMessages()
  }
}
