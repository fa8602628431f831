import COpenXR
import Testing

@testable import Headset

/// What a runtime's results mean for who waits for it.
@Suite struct OpenXRErrorTests {
  /// A runtime that is not there may come, a headset that is not connected may be connected.
  @Test(arguments: [
    XR_ERROR_RUNTIME_UNAVAILABLE, XR_ERROR_RUNTIME_FAILURE, XR_ERROR_FORM_FACTOR_UNAVAILABLE,
    XR_ERROR_LIMIT_REACHED, XR_ERROR_SESSION_LOST, XR_ERROR_INSTANCE_LOST,
  ]) func whatMayPassIsWaitedFor(result: XrResult) {
    #expect(OpenXRError(result, call: "test").kind.mayPass)
  }

  /// The same call would fail in the same way again.
  @Test(arguments: [
    XR_ERROR_VALIDATION_FAILURE, XR_ERROR_CALL_ORDER_INVALID, XR_ERROR_OUT_OF_MEMORY,
    XR_ERROR_EXTENSION_NOT_PRESENT, XR_ERROR_FORM_FACTOR_UNSUPPORTED,
  ]) func whatWouldJustHappenAgainIsNot(result: XrResult) {
    #expect(!OpenXRError(result, call: "test").kind.mayPass)
  }
}
