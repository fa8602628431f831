package import Headset

extension FoveaError {
  /// What is missing, and how to get it.
  package init(_ error: OpenXRError) {
    switch error.kind {
    case .noLoader: self.init(.unsupported, error.description)
    case .noRuntime:
      self.init(
        .unsupported,
        "\(error); install and start Monado (monado-service) or SteamVR, or point XR_RUNTIME_JSON at a runtime's manifest"
      )
    case .noHeadset:
      self.init(
        .unsupported, "\(error); connect one, or let Monado simulate one with SIMULATED_ENABLE=1")
    case .unsupported: self.init(.unsupported, error.description)
    case .sessionLost, .instanceLost, .failed: self.init(.driver, error.description)
    }
  }
}

/// Why there is no session, or none any more.
enum HeadsetFailure: Error {
  /// May pass, see `OpenXRError.Kind.mayPass`.
  case runtime(OpenXRError)
  case other(FoveaError)

  var error: FoveaError {
    switch self {
    case .runtime(let error): FoveaError(error)
    case .other(let error): error
    }
  }
}

/// Runs what a runtime may refuse.
func asking<Result>(
  _ body: () throws(OpenXRError) -> Result
) throws(HeadsetFailure) -> Result {
  do {
    return try body()
  } catch {
    throw .runtime(error)
  }
}

/// Runs what fails for other reasons than the runtime's.
func doing<Result>(
  _ body: () throws(FoveaError) -> Result
) throws(HeadsetFailure) -> Result {
  do {
    return try body()
  } catch {
    throw .other(error)
  }
}
