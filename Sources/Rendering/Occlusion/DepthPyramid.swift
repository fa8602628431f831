internal import GPU

/// How far what a layer shows is at most, for squares of pixels of every size: read to tell what is
/// hidden behind it. A plain buffer of floats, which compute shaders write faster than images, and
/// whose levels may have any size.
struct DepthPyramid {
  let layout: PyramidLayout
  let values: BufferHandle
  private let layer: Int
  private let depth: ImageHandle
  private let reduce: PipelineHandle
  private let halve: PipelineHandle
  private let address: UInt64
  private let image: UInt32

  private struct ReducePush: BitwiseCopyable {
    var depths: UInt64
    var level: PyramidLayout.Level
    var size: SIMD2<UInt32>
    var image: UInt32
  }

  private struct HalvePush: BitwiseCopyable {
    var depths: UInt64
    var finer: PyramidLayout.Level
    var level: PyramidLayout.Level
    var size: SIMD2<UInt32>
  }

  /// - Parameters:
  ///   - targets: what the layer is drawn into; their depth can be read.
  ///   - layer: the foveation layer.
  init(device: Device, targets: EyeTargets, layer: Int) throws(GPUError) {
    self.layer = layer
    depth = targets.depth
    let descriptor = device.descriptor(of: depth)
    layout = PyramidLayout(
      width: descriptor.width, height: descriptor.height, views: descriptor.layers)
    values = try device.makeBuffer(
      "depth pyramid", bytes: layout.valueCount * 4, usage: [.storage, .transferSource])
    address = device.address(of: values)
    image = device.textureIndex(of: depth)
    reduce = try device.makePipeline(
      ComputePipelineDescriptor(
        name: "reduce depth", shader: EmbeddedShaders.occlusion_reduce_comp,
        specialization: [UInt32(targets.samples)]))
    halve = try device.makePipeline(
      ComputePipelineDescriptor(name: "halve depth", shader: EmbeddedShaders.occlusion_halve_comp))
  }

  func destroy(on device: Device) {
    device.destroy(values)
    device.destroy(reduce)
    device.destroy(halve)
  }

  /// What it will show once the frame of these constants is drawn.
  func constants(
    _ frame: borrowing FrameConstants, drawn: FrameState.Area
  ) -> PyramidConstants {
    PyramidConstants(frame, drawn: drawn, layout: layout, depths: address)
  }

  /// Adds the pass that builds it from what is drawn so far.
  func add(to graph: FrameGraphBuilder, frame: FrameState) {
    let names: InlineArray<3, StaticString> = ["pyramid", "pyramid 1", "pyramid 2"]
    let (layout, layer, address, image) = (layout, layer, address, image)
    let (reduce, halve) = (reduce, halve)
    graph.add(
      PassDescriptor(
        name: names[layer],
        uses: [.image(depth, .sampled(.compute)), .buffer(values, .storageReadWrite(.compute))])
    ) { encoder in
      let area = frame.areas[layer]
      var size = PyramidLayout.size(ofLevel: 0, width: area.width, height: area.height)
      func dispatch() {
        encoder.dispatch((size.width + 7) / 8, (size.height + 7) / 8, layout.views)
      }
      encoder.bind(reduce)
      encoder.push(
        ReducePush(
          depths: address, level: layout.levels[0],
          size: SIMD2(UInt32(area.width), UInt32(area.height)), image: image))
      dispatch()
      encoder.bind(halve)
      for level in 1..<max(layout.levelCount, 1) {
        let finer = SIMD2(UInt32(size.width), UInt32(size.height))
        size = PyramidLayout.size(ofLevel: level, width: area.width, height: area.height)
        encoder.computeBarrier()
        encoder.push(
          HalvePush(
            depths: address, finer: layout.levels[level - 1], level: layout.levels[level],
            size: finer))
        dispatch()
      }
    }
  }
}
