import COpenXR
import Testing

@testable import Headset

/// What a runtime says besides the states of a session.
struct RuntimeEventsTests {
  @Test func headsetThatNobodyWearsIsNoticedOnce() {
    let presence = UserPresence(HandleLedger())
    #expect(presence.isPresent)
    var change = FoveaXrEventDataUserPresenceChanged()
    change.type = XrStructureType(1_000_470_000)
    for (worn, said) in [(false, 1), (false, 0), (true, 1), (true, 0)] {
      change.isUserPresent = worn ? 1 : 0
      tell(presence, change)
      #expect(presence.isPresent == worn)
      #expect(presence.takeNotices().count == said)
    }
  }

  @Test func nextSessionIsTakenToBeWorn() {
    let presence = UserPresence(HandleLedger())
    var change = FoveaXrEventDataUserPresenceChanged()
    change.type = XrStructureType(1_000_470_000)
    tell(presence, change)
    #expect(!presence.isPresent)
    presence.sessionEnds()
    #expect(presence.isPresent)
  }

  @Test func otherEventsSayNothing() {
    let (presence, settings) = (
      UserPresence(HandleLedger()), PerformanceSettings(HandleLedger())
    )
    var change = XrEventDataSessionStateChanged()
    change.type = XR_TYPE_EVENT_DATA_SESSION_STATE_CHANGED
    tell(presence, change)
    tell(settings, change)
    #expect(presence.isPresent)
    #expect(presence.takeNotices().isEmpty && settings.takeNotices().isEmpty)
  }

  @Test func slowProcessorsAreNamedWithTheirCause() {
    let settings = PerformanceSettings(HandleLedger())
    var change = XrEventDataPerfSettingsEXT()
    change.type = XR_TYPE_EVENT_DATA_PERF_SETTINGS_EXT
    change.domain = XR_PERF_SETTINGS_DOMAIN_GPU_EXT
    change.subDomain = XR_PERF_SETTINGS_SUB_DOMAIN_THERMAL_EXT
    change.fromLevel = XR_PERF_SETTINGS_NOTIF_LEVEL_NORMAL_EXT
    change.toLevel = XR_PERF_SETTINGS_NOTIF_LEVEL_IMPAIRED_EXT
    tell(settings, change)
    change.domain = XR_PERF_SETTINGS_DOMAIN_CPU_EXT
    change.subDomain = XR_PERF_SETTINGS_SUB_DOMAIN_RENDERING_EXT
    change.toLevel = XR_PERF_SETTINGS_NOTIF_LEVEL_NORMAL_EXT
    tell(settings, change)
    #expect(
      settings.takeNotices() == [
        "the headset's GPU cannot keep up (heat)", "the headset's CPU keeps up again (drawing)",
      ])
    #expect(settings.takeNotices().isEmpty)
  }

  /// As `xrPollEvent` hands an event over.
  private func tell<Event>(_ item: any OpenXRExtension, _ event: Event) {
    var buffer = XrEventDataBuffer()
    withUnsafeMutableBytes(of: &buffer) { buffer in
      withUnsafeBytes(of: event) { buffer.copyMemory(from: $0) }
    }
    item.take(&buffer)
  }
}
