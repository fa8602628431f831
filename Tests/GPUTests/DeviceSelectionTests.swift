import Testing

@testable import GPU

@Suite struct DeviceSelectionTests {
  private func report(_ name: String, _ type: DeviceType, usable: Bool = true) -> DeviceReport {
    DeviceReport(
      index: 0, name: name, type: type, driver: "", apiVersion: "1.3.0", memoryHeaps: [],
      features: [
        FeatureStatus(name: "multiview", required: true, present: usable, cost: ""),
        FeatureStatus(name: "ray query", required: false, present: false, cost: ""),
      ],
      colorSampleCounts: [1], foveationPaths: [], maxViews: 6)
  }

  private var machine: [DeviceReport] {
    DeviceReport.sorted([
      report("llvmpipe", .cpu), report("Virtio", .virtual), report("Arc A770", .discrete),
      report("Old Radeon", .discrete, usable: false), report("UHD 770", .integrated),
      report("RTX 4090", .discrete),
    ])
  }

  @Test func bestComesFirst() {
    #expect(
      machine.map(\.name) == [
        "Arc A770", "RTX 4090", "UHD 770", "Virtio", "llvmpipe", "Old Radeon",
      ])
    #expect(machine.map(\.index) == Array(0..<6))
    #expect(machine.map(\.isUsable) == [true, true, true, true, true, false])
  }

  @Test func selectionsFindTheirDevice() throws {
    #expect(try machine.selected(by: .best).name == "Arc A770")
    #expect(try machine.selected(by: .index(2)).name == "UHD 770")
    #expect(try machine.selected(by: .name("rtx")).name == "RTX 4090")
  }

  @Test(arguments: [
    DeviceSelection.index(6), .index(-1), .index(.max), .name("Voodoo"),
  ])
  func selectionsOfNothingAreRefused(selection: DeviceSelection) {
    let error = #expect(throws: GPUError.self) { try machine.selected(by: selection) }
    #expect(error?.kind == .unsupported)
  }

  @Test func aMachineWithoutDevicesIsRefused() {
    let error = #expect(throws: GPUError.self) {
      try [DeviceReport]().selected(by: .best)
    }
    #expect(error?.kind == .unsupported)
  }

  @Test func reportsOfThisMachineAreWhole() throws {
    let reports = try Device.reports()
    let best = try #require(reports.first)
    #expect(reports.map(\.index) == Array(reports.indices))
    #expect(best.isUsable)
    #expect(best.colorSampleCounts.first == 1)
    #expect(best.maxViews >= 2)
    #expect(best.memoryHeaps.contains { $0.deviceLocal && $0.bytes > 0 })
    #expect(best.foveationPaths.map(\.name) == ["inset", "shading-rate", "density-map"])
    #expect(best.features.allSatisfy { !$0.cost.isEmpty })
  }
}
