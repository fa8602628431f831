internal import CVulkan

/// Derives the barriers of a list of passes that runs again and again. Pure: knows no device.
struct BarrierPlan {
  /// A resource by its place in the graph's list.
  typealias Resource = Int

  /// One resource's use by one pass.
  struct Use {
    var resource: Resource
    var stages: VkPipelineStageFlags2
    var access: VkAccessFlags2
    var writeAccess: VkAccessFlags2
    /// Nil for buffers.
    var layout: VkImageLayout?

    var isWrite: Bool { writeAccess != 0 }
  }

  struct LayoutChange: Equatable {
    var resource: Resource
    var sourceStages: VkPipelineStageFlags2
    var sourceAccess: VkAccessFlags2
    var stages: VkPipelineStageFlags2
    var access: VkAccessFlags2
    var from: VkImageLayout
    var to: VkImageLayout
  }

  /// What precedes one pass: one memory barrier for everything that keeps its layout, and a barrier for
  /// each image that changes it.
  struct Step {
    var sourceStages: VkPipelineStageFlags2 = 0
    var sourceAccess: VkAccessFlags2 = 0
    var stages: VkPipelineStageFlags2 = 0
    var access: VkAccessFlags2 = 0
    var layoutChanges: [LayoutChange] = []

    var hasMemoryBarrier: Bool { stages != 0 }
    var barrierCount: Int { layoutChanges.count + (hasMemoryBarrier ? 1 : 0) }
  }

  /// What happened to a resource so far.
  private struct State {
    var layout: VkImageLayout?
    /// The last write, or the first use after the last layout change.
    var writeStages: VkPipelineStageFlags2 = 0
    var writeAccess: VkAccessFlags2 = 0
    /// Readers since then, which the next write waits for.
    var readStages: VkPipelineStageFlags2 = 0
    /// Where the last write is visible by now.
    var visibleStages: VkPipelineStageFlags2 = 0
    var visibleAccess: VkAccessFlags2 = 0
  }

  private(set) var steps: [Step] = []
  /// Layout of each resource before the first pass and after the last; nil for buffers.
  private(set) var restingLayouts: [VkImageLayout?] = []

  /// - Parameter passes: uses by pass, at most one of each resource.
  init(resources: Int, passes: [[Use]]) {
    var states = [State](repeating: State(), count: resources)
    for pass in passes {
      for use in pass where use.layout != nil && states[use.resource].layout == nil {
        states[use.resource].layout = VK_IMAGE_LAYOUT_UNDEFINED
      }
    }
    // The first round brings every resource into the state that the second, and each later one, finds.
    for _ in 0..<2 {
      steps = passes.indices.map { index in
        var step = Step()
        for use in passes[index] {
          Self.apply(
            use, later: passes[(index + 1)...].joined(), to: &states[use.resource], step: &step)
        }
        return step
      }
    }
    restingLayouts = states.map(\.layout)
  }

  private static func apply(
    _ use: Use, later: some Sequence<Use>, to state: inout State, step: inout Step
  ) {
    let changesLayout = use.layout != state.layout
    if !use.isWrite && !changesLayout {
      let isVisible =
        state.writeStages == 0
        || use.stages & ~state.visibleStages == 0 && use.access & ~state.visibleAccess == 0
      state.readStages |= use.stages
      if isVisible { return }
    }

    var (stages, access) = (use.stages, use.access)
    if !use.isWrite {
      // One barrier serves every reader up to the next write or other layout.
      for next in later where next.resource == use.resource {
        if next.isWrite || next.layout != use.layout { break }
        stages |= next.stages
        access |= next.access
      }
    }
    let readers = use.isWrite || changesLayout ? state.readStages : 0
    if let to = use.layout, let from = state.layout, changesLayout {
      step.layoutChanges.append(
        LayoutChange(
          resource: use.resource, sourceStages: state.writeStages | readers,
          sourceAccess: state.writeAccess, stages: stages, access: access, from: from, to: to))
    } else if state.writeStages | readers != 0 {
      step.sourceStages |= state.writeStages | readers
      step.sourceAccess |= state.writeAccess
      step.stages |= stages
      step.access |= access
    }

    if use.isWrite {
      state.writeStages = use.stages
      state.writeAccess = use.writeAccess
      state.readStages = 0
      state.visibleStages = 0
      state.visibleAccess = 0
    } else {
      if changesLayout {
        // The change itself is a write, made available by its barrier; who waits for it waits for the
        // stages that the barrier let go.
        state.writeStages = stages
        state.writeAccess = 0
        state.readStages = 0
        state.visibleStages = 0
        state.visibleAccess = 0
      }
      state.visibleStages |= stages
      state.visibleAccess |= access
      state.readStages |= use.stages
    }
    state.layout = use.layout
  }
}
