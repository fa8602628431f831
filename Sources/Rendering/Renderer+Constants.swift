internal import GPU
internal import Numerics
internal import Optics
internal import SceneModel

extension Renderer {
  /// What stays the same from frame to frame.
  func setConstants(
    scene: ResidentScene, light: EnvironmentLight?, sun: EnvironmentMap.Sun?, shadow: ShadowPass?,
    lightClusters: LightClusterPass?
  ) {
    var c = FrameConstants()
    if let sun {
      c.sunDirection = Float4(-normalize(sun.direction, fallback: Float3(0, -1, 0)), 1)
      c.sunIlluminance = Float4(sun.illuminance, 1)
    }
    if let light {
      c.irradiance = light.irradiance
      c.environmentTexture = device.textureIndex(of: light.cube)
    }
    c.environmentSampler = cubeSampler
    c.environmentLevels = Float(EnvironmentLight.levels - 1)
    c.brdfTexture = device.textureIndex(of: brdfTable)
    c.brdfSampler = tableSampler
    if let shadow { c.shadowTexture = device.textureIndex(of: shadow.maps) }
    c.shadowSampler = shadowSampler
    c.lightCount = UInt32(scene.localLightCount)
    c.directionalCount = UInt32(scene.directionalCount)
    c.clusterDepth = LightClusterGrid.depthConstants
    c.lights = device.address(of: scene.lights)
    if let lightClusters { c.clusters = device.address(of: lightClusters.clusters) }
    c.imageSize = Float2(Float(configuration.eyeWidth), Float(configuration.eyeHeight))
    c.layerCount = UInt32(layers.count)
    if let plan = configuration.foveation {
      c.blend = plan.blend
      for index in layers.indices {
        let size =
          (index == layers.count - 1 ? plan.spreadSize : nil) ?? plan.layerSize(index)
        c.layers[index].image = device.textureIndex(of: assembled[index])
        c.layers[index].inverseSize = 1 / Float2(Float(size.width), Float(size.height))
      }
    }
    state.constants = c
    state.cascades = ShadowCascades()
    state.eye = DetailEye()
  }

  func updateConstants(_ input: FrameInput, scene: ResidentScene) {
    state.constants.set(input, near: configuration.near(of: input))
    state.constants.setSortRange(head: input.head.position, scene: scene.bounds)
    if let plan = configuration.foveation {
      for index in layers.indices {
        state.constants.setLayer(index, in: plan, input)
        let window = plan.window(index, view: 0, input)
        state.areas[index] = FrameState.Area(width: window.width, height: window.height)
      }
    } else {
      state.areas[0] = FrameState.Area(
        width: configuration.eyeWidth, height: configuration.eyeHeight)
    }
    guard content?.shadow != nil else { return }
    state.cascades.follow(
      head: input.head.position, light: -state.constants.sunDirection.xyz, scene: scene.bounds,
      mapSize: configuration.shadowMapSize, revision: scene.revision,
      hasMoved: state.shadowedPose != scene.motion?.revision)
    state.shadowedPose = scene.motion?.revision
    for index in 0..<cascadeCount {
      state.constants.shadowFromWorld[index] = state.cascades.matrices[index]
      state.constants.cascadeTexel[index] = state.cascades.texels[index]
    }
  }

  /// Writes from where detail is chosen: for the views, and for each cascade of shadows.
  func writeSelections(_ input: FrameInput, to buffer: BufferHandle) {
    state.eye.follow(input, configuration: configuration)
    let records = device.mapped(buffer).assumingMemoryBound(to: SelectConstants.self)
    records[0] = state.eye.constants(
      input, configuration: configuration, threshold: control.threshold(detailThreshold))
    if content?.shadow != nil {
      for index in 0..<cascadeCount {
        records[index + 1] = SelectConstants(
          shadow: state.cascades.matrices[index], texel: state.cascades.texels[index],
          threshold: detailThreshold > 0 ? 1 : 0)
      }
    }
    state.selectAddress = device.address(of: buffer)
  }

  /// Writes the frame's constants, for each foveation layer with its own views.
  func writeConstants(_ input: FrameInput, to buffer: BufferHandle) {
    let address = device.address(of: buffer)
    let blocks = device.mapped(buffer).assumingMemoryBound(to: FrameConstants.self)
    for index in layers.indices {
      blocks[index] = state.constants
      if let plan = configuration.foveation {
        blocks[index].setViews(ofLayer: index, in: plan, input, near: configuration.near(of: input))
      }
      state.addresses[index] = address + UInt64(index * MemoryLayout<FrameConstants>.stride)
    }
    content?.occlusion?.write(blocks, to: state, on: device)
  }
}
