func missing() -> Never { preconditionFailure("not here yet") }

package final class Device {
  package let report: DeviceReport
  package static func reports() throws(GPUError) -> [DeviceReport] { missing() }
  package init(_ selection: DeviceSelection = .best, options: DeviceOptions = .init())
    throws(GPUError)
  { missing() }
  package var sampleCounts: [Int] { missing() }
  package var framesInFlight: Int { missing() }
  package var timestampPeriodNanoseconds: Double { missing() }
  package var isLost: Bool { missing() }
  package var validationMessages: [String] { missing() }
  package var memoryUsage: MemoryUsage { missing() }
  package func waitIdle() throws(GPUError) { missing() }

  package func makeBuffer(
    _ name: String, bytes: Int, usage: BufferUsage, place: MemoryPlace = .device
  ) throws(GPUError) -> BufferHandle { missing() }
  package func address(of buffer: BufferHandle) -> UInt64 { missing() }
  package func size(of buffer: BufferHandle) -> Int { missing() }
  package func mapped(_ buffer: BufferHandle) -> UnsafeMutableRawBufferPointer { missing() }
  package func makeImage(_ descriptor: ImageDescriptor) throws(GPUError) -> ImageHandle {
    missing()
  }
  package func descriptor(of image: ImageHandle) -> ImageDescriptor { missing() }
  package func destroy(_ buffer: BufferHandle) { missing() }
  package func destroy(_ image: ImageHandle) { missing() }
  package func destroy(_ pipeline: PipelineHandle) { missing() }
  package func textureIndex(of image: ImageHandle) -> UInt32 { missing() }
  package func storageIndex(of image: ImageHandle, level: Int = 0) -> UInt32 { missing() }
  package func samplerIndex(_ sampler: SamplerDescriptor) throws(GPUError) -> UInt32 { missing() }

  package func makePipeline(_ descriptor: GraphicsPipelineDescriptor) throws(GPUError)
    -> PipelineHandle
  { missing() }
  package func makePipeline(_ descriptor: ComputePipelineDescriptor) throws(GPUError)
    -> PipelineHandle
  { missing() }
  package func savePipelineCache() { missing() }

  package func wait(for timelineValue: UInt64) throws(GPUError) { missing() }
  package func submitOnce(
    _ name: StaticString, _ body: (CommandEncoder) throws(GPUError) -> Void
  ) throws(GPUError) { missing() }
  package func upload(_ bytes: UnsafeRawBufferPointer, to buffer: BufferHandle, offset: Int = 0)
    throws(GPUError)
  { missing() }
  package func upload<T: BitwiseCopyable>(_ values: [T], to buffer: BufferHandle, offset: Int = 0)
    throws(GPUError)
  { missing() }
  package func upload(
    _ bytes: UnsafeRawBufferPointer, to image: ImageHandle, level: Int, layer: Int
  )
    throws(GPUError)
  { missing() }
  package func flushUploads() throws(GPUError) { missing() }
  package func read(_ image: ImageHandle, level: Int = 0, layer: Int = 0) throws(GPUError)
    -> [UInt8]
  { missing() }
  package func read<T: BitwiseCopyable>(
    _ buffer: BufferHandle, as type: T.Type, offset: Int = 0, count: Int
  ) throws(GPUError) -> [T] { missing() }
}

package enum CullMode: Sendable { case none, front, back }

package struct EncoderCounters: Sendable {
  package var draws = 0
  package var dispatches = 0
  package var barriers = 0
}

package struct CommandEncoder {
  /// What was recorded since the frame began.
  package var counters: EncoderCounters { missing() }
  package func bind(_ pipeline: PipelineHandle) { missing() }
  package func push<T: BitwiseCopyable>(_ constants: T) { missing() }
  package func setViewport(x: Float, y: Float, width: Float, height: Float) { missing() }
  package func setScissor(x: Int, y: Int, width: Int, height: Int) { missing() }
  package func setCullMode(_ mode: CullMode) { missing() }
  package func setFrontFace(clockwise: Bool) { missing() }
  package func bindVertexBuffer(_ index: Int, _ buffer: BufferHandle, offset: Int = 0) { missing() }
  /// Indices are 32-bit.
  package func bindIndexBuffer(_ buffer: BufferHandle, offset: Int = 0) { missing() }
  package func draw(
    vertices: Int, instances: Int = 1, firstVertex: Int = 0, firstInstance: Int = 0
  ) { missing() }
  package func drawIndexed(
    indices: Int, instances: Int = 1, firstIndex: Int = 0, vertexOffset: Int = 0,
    firstInstance: Int = 0
  ) { missing() }
  package func drawIndexedIndirect(
    _ buffer: BufferHandle, offset: Int, count: Int, stride: Int = 20
  ) { missing() }
  package func drawIndexedIndirectCount(
    _ buffer: BufferHandle, offset: Int, countBuffer: BufferHandle, countOffset: Int,
    maxCount: Int, stride: Int = 20
  ) { missing() }
  package func dispatch(_ x: Int, _ y: Int = 1, _ z: Int = 1) { missing() }
  package func dispatchIndirect(_ buffer: BufferHandle, offset: Int) { missing() }
  package func fill(_ buffer: BufferHandle, offset: Int = 0, bytes: Int, value: UInt32) {
    missing()
  }
  package func copy(
    _ source: BufferHandle, offset: Int = 0, to destination: BufferHandle,
    offset destinationOffset: Int = 0, bytes: Int
  ) { missing() }
  /// Whole levels and layers of equal size.
  package func copy(
    _ source: ImageHandle, level: Int = 0, layer: Int = 0, to destination: ImageHandle,
    level destinationLevel: Int = 0, layer destinationLayer: Int = 0, layers: Int = 1
  ) { missing() }
  package func copy(
    _ source: BufferHandle, offset: Int = 0, to destination: ImageHandle, level: Int = 0,
    layer: Int = 0, layers: Int = 1
  ) { missing() }
  package func copy(
    _ source: ImageHandle, level: Int = 0, layer: Int = 0, layers: Int = 1,
    to destination: BufferHandle, offset: Int = 0
  ) { missing() }
  package func blit(
    _ source: ImageHandle, level: Int = 0, layer: Int = 0, to destination: ImageHandle,
    level destinationLevel: Int = 0, layer destinationLayer: Int = 0, layers: Int = 1,
    filter: Filter = .linear
  ) { missing() }
  /// Fills levels 1… of every layer from level 0 and leaves the image ready to be sampled. Outside of
  /// a frame graph.
  package func generateLevels(of image: ImageHandle) { missing() }
  /// Brings an image into the layout of a use after all earlier work. Outside of a frame graph, which
  /// does this by itself.
  package func transition(_ image: ImageHandle, to use: ResourceUse) { missing() }
  /// Makes all earlier work visible to all later work. Outside of a frame graph.
  package func barrier() { missing() }
  package func beginLabel(_ name: StaticString) { missing() }
  package func endLabel() { missing() }
}

package final class FrameGraphBuilder {
  package init(device: Device) { missing() }
  package func add(
    _ pass: PassDescriptor, enabled: (() -> Bool)? = nil,
    record: @escaping (CommandEncoder) -> Void
  ) { missing() }
  package func build() throws(GPUError) -> FrameGraph { missing() }
}

package final class FrameGraph {
  package let passNames: [StaticString] = []
  package var barrierCount: Int { missing() }
  package func execute(in frame: Frame) { missing() }
  package func timing(of pass: Int) -> PassTiming { missing() }
  package func destroy() { missing() }
  init() {}
}

package final class FrameRing {
  package init(device: Device) throws(GPUError) { missing() }
  package func begin() throws(GPUError) -> Frame { missing() }
  package func submit(_ frame: Frame) throws(GPUError) -> UInt64 { missing() }
}

package struct Frame {
  package let index: UInt64
  package let slot: Int
  package let encoder: CommandEncoder
}
