internal import GPU

/// Finds for each cell of the head's field of view the local lights that reach it.
struct LightClusterPass {
  let clusters: BufferHandle
  private let pipeline: PipelineHandle

  init(device: Device) throws(GPUError) {
    clusters = try device.makeBuffer(
      "light clusters", bytes: LightClusterGrid.bytes, usage: .storage)
    pipeline = try device.makePipeline(
      ComputePipelineDescriptor(
        name: "light clusters", shader: EmbeddedShaders.lightclusters_lightclusters_comp))
  }

  func add(to graph: FrameGraphBuilder, scene: GPUScene, frame: FrameState) {
    let pipeline = pipeline
    graph.add(
      PassDescriptor(
        name: "light clusters",
        uses: [
          .buffer(scene.lights, .storageRead(.compute)), .buffer(clusters, .storageWrite(.compute)),
        ])
    ) { encoder in
      encoder.bind(pipeline)
      encoder.push(frame.address)
      encoder.dispatch((LightClusterGrid.count + 63) / 64)
    }
  }

  func destroy(on device: Device) {
    device.destroy(clusters)
    device.destroy(pipeline)
  }
}
