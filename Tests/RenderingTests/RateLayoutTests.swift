import Optics
import Testing

@testable import GPU
@testable import Rendering

/// How a device's limits become a layout, and what is said where there is none.
@Suite struct RateLayoutTests {
  static let shadingRate = ShadingRateLimits(
    minimumTexel: Extent(8, 8), maximumTexel: Extent(16, 16), maximumFragment: Extent(4, 4),
    rates: [
      .init(size: Extent(4, 4), samples: [1, 2]), .init(size: Extent(4, 2), samples: [1, 2]),
      .init(size: Extent(2, 2), samples: [1, 2, 4]), .init(size: Extent(2, 1), samples: [1, 2, 4]),
      .init(size: Extent(1, 1), samples: [1, 2, 4, 8]),
    ],
    isLayered: false, singlePixelWith: ["sample masks"])

  static func report(
    shadingRate: ShadingRateLimits? = nil, densityMap: DensityMapLimits? = nil
  ) -> DeviceReport {
    var report = DeviceReport(
      index: 0, name: "made up", type: .discrete, driver: "none", apiVersion: "1.3.0",
      memoryHeaps: [], features: [], colorSampleCounts: [1, 4],
      foveationPaths: [
        .init(name: "inset", available: true, reason: ""),
        .init(name: "shading-rate", available: shadingRate != nil, reason: "no rates here"),
        .init(name: "density-map", available: densityMap != nil, reason: "no maps here"),
      ], maxViews: 6)
    report.shadingRate = shadingRate
    report.densityMap = densityMap
    return report
  }

  static func plan(_ kind: RateKind) throws -> RatePlan {
    let profile = try PanelTests.profile("ci-mini")
    let model = DensityModel(
      for: profile.eyes.left, imageWidth: 256, imageHeight: 256, quality: .medium,
      gazeMarginDegrees: 2)
    return RatePlan(kind: kind, models: [model, model])
  }

  static let image = Extent(2064, 2208)

  @Test func sampleCountsBoundTheFragments() throws {
    let plan = try Self.plan(.shadingRate)
    let report = Self.report(shadingRate: Self.shadingRate)
    let single = try RateLayout(plan, image: Self.image, samples: 1, on: report)
    #expect(single.largest == 4)
    #expect(single.texel == Extent(16, 16))
    #expect(single.map == Extent(129, 138))
    #expect(single.layers == 1 && single.viewsPerLayer == 2)
    #expect(try RateLayout(plan, image: Self.image, samples: 4, on: report).largest == 2)
    let error = #expect(throws: GPUError.self) {
      try RateLayout(plan, image: Self.image, samples: 8, on: report)
    }
    #expect(error?.kind == .unsupported)
    #expect(error?.reason.contains("8 samples") == true)
  }

  @Test func layeredAttachmentsTellTheEyesApart() throws {
    var limits = Self.shadingRate
    limits.isLayered = true
    limits.minimumTexel = Extent(32, 32)
    limits.maximumTexel = Extent(32, 32)
    let layout = try RateLayout(
      try Self.plan(.shadingRate), image: Self.image, samples: 1,
      on: Self.report(shadingRate: limits))
    #expect(layout.layers == 2 && layout.viewsPerLayer == 1)
    #expect(layout.texel == Extent(32, 32))
  }

  @Test func densityMapsHaveALayerForEachEye() throws {
    let limits = DensityMapLimits(
      minimumTexel: Extent(8, 8), maximumTexel: Extent(8, 32), isDynamic: true,
      takesPlainImages: true, repeatsInvocations: false)
    let layout = try RateLayout(
      try Self.plan(.densityMap), image: Self.image, samples: 4,
      on: Self.report(densityMap: limits))
    #expect(layout.texel == Extent(8, 16))
    #expect(layout.layers == 2)
  }

  @Test func pathsThatADeviceLacksAreRefusedWithTheReason() throws {
    let report = Self.report()
    #expect(report.unavailability(of: .inset) == nil)
    #expect(report.unavailability(of: .shadingRate) == "no rates here")
    for (kind, reason) in [(RateKind.shadingRate, "no rates here"), (.densityMap, "no maps here")] {
      let error = #expect(throws: GPUError.self) {
        try RateLayout(try Self.plan(kind), image: Self.image, samples: 1, on: report)
      }
      #expect(error?.kind == .unsupported)
      #expect(error?.reason == reason)
    }
  }

  @Test func pathsNameWhatTheDeviceIsOpenedWith() {
    #expect(FoveationPath.allCases.map(\.rawValue) == ["inset", "shading-rate", "density-map"])
    #expect(FoveationPath.allCases.map(\.rateKind) == [nil, .shadingRate, .densityMap])
    #expect(FoveationPath.automatic == .inset)
  }
}

@Suite struct RateRendererTests {
  /// A renderer that cannot have its rates says so, and leaves nothing behind.
  @Test(arguments: [FoveationPath.shadingRate, .densityMap])
  func rendererRefusesWhatTheDeviceWasNotOpenedFor(path: FoveationPath) throws {
    let test = try TestDevice()
    let setting = try RateMapTests.Setting("ci-mini", path)
    let error = #expect(throws: GPUError.self) {
      try test.renderer(width: setting.image.width, height: setting.image.height, views: 2) {
        $0.rates = setting.plan
      }
    }
    #expect(error?.kind == .unsupported)
    let lack = test.device.report.unavailability(of: path)
    #expect(error?.reason == lack ?? "the device was opened without these rates")
    #expect(test.device.liveResources == 0)
    try test.finish()
  }
}
