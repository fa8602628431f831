import CVulkan
import Numerics
import Testing

@testable import GPU

/// What is told to Vulkan for rate attachments, read back from the structures. Nothing is drawn with
/// one: that takes a device with the extensions.
@Suite struct RateAttachmentTests {
  /// The structure of a type in a chain.
  static func find<T>(
    _ type: VkStructureType, _ chain: UnsafeRawPointer?, as: T.Type
  ) -> T? {
    var next = chain
    while let structure = next {
      let header = structure.load(as: VkBaseInStructure.self)
      if header.sType == type { return structure.load(as: T.self) }
      next = UnsafeRawPointer(header.pNext)
    }
    return nil
  }

  static func pass(_ device: Device, _ kind: RateKind?) throws -> PassDescriptor {
    let color = try device.colorImage("color", 64, layers: 2)
    var rates: RateAttachment?
    if let kind {
      let image = try device.makeImage(
        ImageDescriptor(
          name: "rates", width: 4, height: 4, layers: 2, format: kind.format,
          usage: [.sampled, .transferDestination], kind: .array))
      rates = RateAttachment(image: image, kind: kind, texel: Extent(16, 8))
    }
    return PassDescriptor(
      name: "forward", color: [ColorAttachment(image: color, load: .discard)], rates: rates,
      viewMask: 3)
  }

  @Test func passesNameTheShadingRateAttachment() throws {
    let device = try makeDevice()
    let pass = try Self.pass(device, .shadingRate)
    let arena = Arena()
    defer { arena.free() }
    let info = try #require(try CompiledPass.rendering(pass, device: device, arena: arena)).pointee
    let rates = try #require(
      Self.find(
        VK_STRUCTURE_TYPE_RENDERING_FRAGMENT_SHADING_RATE_ATTACHMENT_INFO_KHR, info.pNext,
        as: VkRenderingFragmentShadingRateAttachmentInfoKHR.self))
    #expect(rates.imageLayout == VK_IMAGE_LAYOUT_FRAGMENT_SHADING_RATE_ATTACHMENT_OPTIMAL_KHR)
    #expect(Extent(rates.shadingRateAttachmentTexelSize) == Extent(16, 8))
    let image = try #require(pass.rates?.image)
    #expect(device.images[image].views.contains { $0 == rates.imageView })
    #expect(rates.pNext == nil)
    #expect(info.viewMask == 3 && info.layerCount == 1)
    device.expectNoMessages()
  }

  @Test func passesNameTheDensityMap() throws {
    let device = try makeDevice()
    let pass = try Self.pass(device, .densityMap)
    let arena = Arena()
    defer { arena.free() }
    let info = try #require(try CompiledPass.rendering(pass, device: device, arena: arena)).pointee
    let map = try #require(
      Self.find(
        VK_STRUCTURE_TYPE_RENDERING_FRAGMENT_DENSITY_MAP_ATTACHMENT_INFO_EXT, info.pNext,
        as: VkRenderingFragmentDensityMapAttachmentInfoEXT.self))
    #expect(map.imageLayout == VK_IMAGE_LAYOUT_FRAGMENT_DENSITY_MAP_OPTIMAL_EXT)
    let image = try #require(pass.rates?.image)
    #expect(device.images[image].views.contains { $0 == map.imageView })
    device.expectNoMessages()
  }

  @Test func otherPassesAndPipelinesKnowNothingOfRates() throws {
    let device = try makeDevice()
    let arena = Arena()
    defer { arena.free() }
    let pass = try Self.pass(device, nil)
    let info = try #require(try CompiledPass.rendering(pass, device: device, arena: arena)).pointee
    #expect(info.pNext == nil)
    let pipeline = arena.graphicsPipelineInfo(Self.pipeline(nil))
    #expect(pipeline.flags == 0)
    #expect(
      Self.find(
        VK_STRUCTURE_TYPE_PIPELINE_FRAGMENT_SHADING_RATE_STATE_CREATE_INFO_KHR, pipeline.pNext,
        as: VkPipelineFragmentShadingRateStateCreateInfoKHR.self) == nil)
    device.expectNoMessages()
  }

  static func pipeline(_ rates: RateKind?) -> GraphicsPipelineDescriptor {
    GraphicsPipelineDescriptor(
      name: "triangle", vertex: EmbeddedShaders.triangle_vert,
      fragment: EmbeddedShaders.flat_frag, colorFormats: [.rgba8Unorm], viewMask: 3, rates: rates)
  }

  @Test func pipelinesTakeTheAttachmentsRate() throws {
    let arena = Arena()
    defer { arena.free() }
    let info = arena.graphicsPipelineInfo(Self.pipeline(.shadingRate))
    #expect(
      info.flags == VK_PIPELINE_CREATE_RENDERING_FRAGMENT_SHADING_RATE_ATTACHMENT_BIT_KHR.rawValue)
    let state = try #require(
      Self.find(
        VK_STRUCTURE_TYPE_PIPELINE_FRAGMENT_SHADING_RATE_STATE_CREATE_INFO_KHR, info.pNext,
        as: VkPipelineFragmentShadingRateStateCreateInfoKHR.self))
    #expect(Extent(state.fragmentSize) == Extent(1, 1))
    #expect(state.combinerOps.0 == VK_FRAGMENT_SHADING_RATE_COMBINER_OP_KEEP_KHR)
    #expect(state.combinerOps.1 == VK_FRAGMENT_SHADING_RATE_COMBINER_OP_REPLACE_KHR)
    let rendering = try #require(
      Self.find(
        VK_STRUCTURE_TYPE_PIPELINE_RENDERING_CREATE_INFO, info.pNext,
        as: VkPipelineRenderingCreateInfo.self))
    #expect(rendering.viewMask == 3)
    #expect(
      arena.graphicsPipelineInfo(Self.pipeline(.densityMap)).flags
        == VK_PIPELINE_CREATE_RENDERING_FRAGMENT_DENSITY_MAP_ATTACHMENT_BIT_EXT.rawValue)
  }

  /// A frame that copies into the attachment and then draws with it.
  @Test(arguments: RateKind.allCases) func barriersBringTheCopyToTheAttachment(kind: RateKind)
    throws
  {
    let device = try makeDevice()
    let pass = try Self.pass(device, kind)
    let image = try #require(pass.rates?.image)
    var table = ResourceTable(device: device)
    let uses = [
      table.uses(of: PassDescriptor(name: "copy", uses: [.image(image, .transferWrite)])),
      table.uses(of: pass),
    ]
    let plan = BarrierPlan(resources: table.resources.count, passes: uses)
    let place = try #require(uses[0].first?.resource)
    let (stage, access, layout) =
      switch kind {
      case .shadingRate:
        (
          VK_PIPELINE_STAGE_2_FRAGMENT_SHADING_RATE_ATTACHMENT_BIT_KHR,
          VK_ACCESS_2_FRAGMENT_SHADING_RATE_ATTACHMENT_READ_BIT_KHR,
          VK_IMAGE_LAYOUT_FRAGMENT_SHADING_RATE_ATTACHMENT_OPTIMAL_KHR
        )
      case .densityMap:
        (
          VK_PIPELINE_STAGE_2_FRAGMENT_DENSITY_PROCESS_BIT_EXT,
          VK_ACCESS_2_FRAGMENT_DENSITY_MAP_READ_BIT_EXT,
          VK_IMAGE_LAYOUT_FRAGMENT_DENSITY_MAP_OPTIMAL_EXT
        )
      }
    let changes = plan.steps.map { $0.layoutChanges.first { $0.resource == place } }
    let written = try #require(changes[1])
    #expect(written.from == VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL && written.to == layout)
    #expect(written.sourceStages == VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT)
    #expect(written.sourceAccess == VK_ACCESS_2_TRANSFER_WRITE_BIT)
    #expect(written.stages == stage && written.access == access)
    // The next frame's copy waits until the device has read the attachment.
    let read = try #require(changes[0])
    #expect(read.from == layout && read.to == VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL)
    #expect(read.sourceStages & stage == stage)
    #expect(read.stages == VK_PIPELINE_STAGE_2_ALL_TRANSFER_BIT)
    device.expectNoMessages()
  }

  @Test func theFirstLackIsNamed() {
    var features = FeatureStructures()
    for kind in RateKind.allCases {
      #expect(
        kind.unavailability(features, [])
          == "the device has no \(kind.deviceExtension)")
      var lacks: [String] = []
      for (feature, _) in kind.features {
        lacks.append(kind.unavailability(features, [kind.deviceExtension]) ?? "none")
        features[keyPath: feature] = VK_TRUE
      }
      #expect(lacks == kind.features.map(\.lack))
      #expect(kind.unavailability(features, [kind.deviceExtension]) == nil)
    }
  }

  @Test(arguments: RateKind.allCases) func devicesAreOpenedForRatesOnlyWhereTheyHaveThem(
    kind: RateKind
  ) throws {
    let best = try #require(try Device.reports().first)
    let path = kind == .shadingRate ? "shading-rate" : "density-map"
    let status = try #require(best.foveationPaths.first { $0.name == path })
    var options = DeviceOptions()
    options.validate = true
    options.pipelineCacheFolder = nil
    options.rates = kind
    let device = try Device(.best, options: options)
    #expect(device.rates == (status.available ? kind : nil))
    #expect(status.available || !status.reason.isEmpty)
    device.expectNoMessages()
  }

  @Test func densityMapsAreSizedSoThatTheDeviceComesToTheSameTexel() {
    for (least, most) in [(8, 8), (8, 16), (16, 32), (1, 64), (32, 32)] {
      let limits = DensityMapLimits(
        minimumTexel: Extent(least, least), maximumTexel: Extent(most, most), isDynamic: true,
        takesPlainImages: true, repeatsInvocations: false)
      for side in 1...700 {
        let image = Extent(side, side + 3)
        let texel = limits.texel(wanted: 16, image: image)
        #expect((least...most).contains(texel.width) && texel.width.nonzeroBitCount == 1)
        let map = texel.covering(image)
        #expect(
          DensityMapLimits.derivedTexel(image: image.width, map: map.width, least, most)
            == texel.width)
        // The rule without rounding the quotient down first.
        var exact = 1
        while Double(exact) < Double(image.width) / Double(map.width) { exact *= 2 }
        #expect(min(max(exact, least), most) == texel.width)
      }
    }
  }
}
