internal import CVulkan

/// Gathers the passes of a frame graph, in the order in which they run.
package final class FrameGraphBuilder {
  struct Pass {
    let descriptor: PassDescriptor
    let enabled: (() -> Bool)?
    let record: (CommandEncoder) -> Void
  }

  private let device: Device
  private var passes: [Pass] = []

  package init(device: Device) {
    self.device = device
  }

  /// Adds a pass.
  ///
  /// - Parameters:
  ///   - enabled: asked each frame; where it answers false the body, the clears and the timers are
  ///     left out, and the contents of the pass' images stay. Nil is always.
  ///   - record: records the pass. Viewport and scissor are those of the attachments, back faces are
  ///     culled, counter-clockwise is front.
  package func add(
    _ pass: PassDescriptor, enabled: (() -> Bool)? = nil,
    record: @escaping (CommandEncoder) -> Void
  ) {
    passes.append(Pass(descriptor: pass, enabled: enabled, record: record))
  }

  /// Derives barriers and makes timers. The images and buffers that the passes name must outlive the
  /// graph.
  package func build() throws(GPUError) -> FrameGraph {
    precondition(!passes.isEmpty, "a frame graph has at least one pass")
    var table = ResourceTable(device: device)
    let uses = passes.map { table.uses(of: $0.descriptor) }
    let plan = BarrierPlan(resources: table.resources.count, passes: uses)
    return try FrameGraph(device: device, passes: passes, resources: table.resources, plan: plan)
  }
}

/// The resources of a graph, each once.
struct ResourceTable {
  private enum Key: Hashable {
    case image(ImageHandle)
    case buffer(BufferHandle)
  }
  enum Resource {
    case image(ImageHandle, ImageRecord)
    case buffer(BufferHandle)
  }

  private let device: Device
  private var places: [Key: Int] = [:]
  private(set) var resources: [Resource] = []

  init(device: Device) {
    self.device = device
  }

  mutating func uses(of pass: PassDescriptor) -> [BarrierPlan.Use] {
    var uses: [BarrierPlan.Use] = []
    for color in pass.color {
      add(color.image, .colorAttachment, to: &uses, pass.name)
      if let resolve = color.resolve { add(resolve, .colorAttachment, to: &uses, pass.name) }
    }
    if let depth = pass.depth {
      add(depth.image, depth.readOnly ? .readOnlyDepth : .depthAttachment, to: &uses, pass.name)
      if let resolve = depth.resolve { add(resolve, .depthResolve, to: &uses, pass.name) }
    }
    if let rates = pass.rates { add(rates.image, rates.kind.access, to: &uses, pass.name) }
    for use in pass.uses {
      switch use.resource {
      case .image(let image): add(image, use.use.access, to: &uses, pass.name)
      case .buffer(let buffer):
        let place = place(of: .buffer(buffer), .buffer(buffer))
        merge(use.use.access, nil, place, to: &uses, pass.name)
      }
    }
    return uses
  }

  private mutating func add(
    _ image: ImageHandle, _ access: ResourceAccess, to uses: inout [BarrierPlan.Use],
    _ pass: StaticString
  ) {
    let record = device.images[image]
    guard let layout = access.layout(for: record) else {
      preconditionFailure("pass \(pass): images have no such use")
    }
    merge(access, layout, place(of: .image(image), .image(image, record)), to: &uses, pass)
  }

  private func merge(
    _ access: ResourceAccess, _ layout: VkImageLayout?, _ place: Int,
    to uses: inout [BarrierPlan.Use], _ pass: StaticString
  ) {
    guard let index = uses.firstIndex(where: { $0.resource == place }) else {
      uses.append(
        BarrierPlan.Use(
          resource: place, stages: access.stages, access: access.access,
          writeAccess: access.writeAccess, layout: layout))
      return
    }
    precondition(
      uses[index].layout == layout, "pass \(pass): an image cannot be in two layouts at once")
    uses[index].stages |= access.stages
    uses[index].access |= access.access
    uses[index].writeAccess |= access.writeAccess
  }

  private mutating func place(of key: Key, _ resource: Resource) -> Int {
    if let place = places[key] { return place }
    places[key] = resources.count
    resources.append(resource)
    return resources.count - 1
  }
}
