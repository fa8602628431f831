internal import GPU

/// Finds for each cell of the head's field of view the local lights that reach it.
struct LightClusterPass {
  let clusters: BufferHandle
  private let pipeline: PipelineHandle

  private let wordCount: Int

  init(device: Device, localLights: Int) throws(GPUError) {
    wordCount = LightClusterGrid.count * LightClusterGrid.words(forLights: localLights)
    clusters = try device.makeBuffer(
      "light clusters", bytes: max(wordCount, 1) * 4, usage: .storage)
    pipeline = try device.makePipeline(
      ComputePipelineDescriptor(
        name: "light clusters", shader: EmbeddedShaders.lightclusters_lightclusters_comp))
  }

  func add(to graph: FrameGraphBuilder, scene: ResidentScene, frame: FrameState) {
    let (pipeline, groups) = (pipeline, (wordCount + 63) / 64)
    graph.add(
      PassDescriptor(
        name: "light clusters",
        uses: [
          .buffer(scene.lights, .storageRead(.compute)), .buffer(clusters, .storageWrite(.compute)),
        ])
    ) { encoder in
      encoder.bind(pipeline)
      encoder.push(frame.address)
      encoder.dispatch(groups)
    }
  }

  func destroy(on device: Device) {
    device.destroy(clusters)
    device.destroy(pipeline)
  }
}
