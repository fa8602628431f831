import CVulkan
import Numerics
import Testing

@testable import GPU

/// Barriers derived from uses, without a device.
@Suite struct BarrierPlanTests {
  private func use(
    _ resource: Int, _ use: ResourceUse, image: Bool = false
  ) -> BarrierPlan.Use {
    Self.use(resource, use.access, image: image)
  }

  private static func use(
    _ resource: Int, _ access: ResourceAccess, image: Bool
  ) -> BarrierPlan.Use {
    var layout: VkImageLayout?
    if image {
      layout =
        switch access.layoutKind {
        case .none: nil
        case .sampled: VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL
        case .fixed(let layout): layout
        }
    }
    return BarrierPlan.Use(
      resource: resource, stages: access.stages, access: access.access,
      writeAccess: access.writeAccess, layout: layout)
  }

  @Test func readersShareOneBarrier() {
    let plan = BarrierPlan(
      resources: 1,
      passes: [
        [use(0, .storageWrite(.compute))], [use(0, .storageRead(.vertex))],
        [use(0, .storageRead(.fragment))], [use(0, .indirect)],
      ])
    // The writer waits for the readers of the frame before; the first reader's barrier serves all.
    #expect(plan.steps.map(\.barrierCount) == [1, 1, 0, 0])
    #expect(
      plan.steps[1].stages
        == VK_PIPELINE_STAGE_2_VERTEX_SHADER_BIT | VK_PIPELINE_STAGE_2_FRAGMENT_SHADER_BIT
        | VK_PIPELINE_STAGE_2_DRAW_INDIRECT_BIT)
    #expect(plan.steps[1].sourceAccess == VK_ACCESS_2_SHADER_STORAGE_WRITE_BIT)
  }

  @Test func whatIsOnlyReadNeedsNoBarrier() {
    let plan = BarrierPlan(
      resources: 1,
      passes: [[use(0, .storageRead(.vertex))], [use(0, .vertexBuffer)]])
    #expect(plan.steps.map(\.barrierCount) == [0, 0])
    #expect(plan.restingLayouts == [nil])
  }

  @Test func imagesChangeLayoutBetweenFramesToo() {
    let plan = BarrierPlan(
      resources: 1,
      passes: [
        [Self.use(0, .colorAttachment, image: true)],
        [use(0, .sampled(.fragment), image: true)],
      ])
    let color = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL
    let sampled = VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL
    #expect(plan.steps.flatMap(\.layoutChanges).map(\.from) == [sampled, color])
    #expect(plan.steps.flatMap(\.layoutChanges).map(\.to) == [color, sampled])
    #expect(plan.restingLayouts == [sampled])
  }

  /// Every two accesses of which one writes are ordered by a chain of barriers. The check follows each
  /// access stage by stage through all barriers of three frames and knows nothing of the plan's states.
  @Test(arguments: 0..<40)
  func everyHazardIsOrdered(seed: UInt64) {
    var random = RandomSource(seed: seed)
    let uses: [ResourceAccess] = [
      ResourceUse.sampled(.fragment).access, ResourceUse.sampled([.vertex, .compute]).access,
      ResourceUse.storageRead(.compute).access, ResourceUse.storageWrite(.compute).access,
      ResourceUse.storageReadWrite(.fragment).access, ResourceUse.transferRead.access,
      ResourceUse.transferWrite.access, .colorAttachment,
    ]
    let resources = 3
    let passes = (0..<6).map { _ in
      (0..<resources).compactMap { resource -> BarrierPlan.Use? in
        guard random.next() % 4 > 0 else { return nil }
        let access = uses[Int(random.next() % UInt64(uses.count))]
        return Self.use(resource, access, image: resource > 0)
      }
    }
    let plan = BarrierPlan(resources: resources, passes: passes)

    struct Trail {
      let resource: Int
      let stage: UInt64
      let isWrite: Bool
      /// Stages that wait for this access by now.
      var ordered: UInt64 = 0
    }
    var trails: [Trail] = []
    for index in Array(repeating: passes.indices, count: 3).joined() {
      let step = plan.steps[index]
      var barriers = step.layoutChanges.map { ($0.sourceStages, $0.stages) }
      if step.hasMemoryBarrier { barriers.append((step.sourceStages, step.stages)) }
      let before = trails
      for change in step.layoutChanges {
        for trail in before where trail.resource == change.resource {
          #expect((trail.stage | trail.ordered) & change.sourceStages != 0)
        }
      }
      for place in trails.indices {
        for (from, to) in barriers where (before[place].stage | before[place].ordered) & from != 0 {
          trails[place].ordered |= to
        }
      }
      for use in passes[index] {
        for trail in trails where trail.resource == use.resource && (trail.isWrite || use.isWrite) {
          #expect(use.stages & ~trail.ordered == 0)
        }
      }
      for use in passes[index] {
        for bit in 0..<64 where use.stages & (1 << UInt64(bit)) != 0 {
          trails.append(
            Trail(resource: use.resource, stage: 1 << UInt64(bit), isWrite: use.isWrite))
        }
      }
    }
  }
}
