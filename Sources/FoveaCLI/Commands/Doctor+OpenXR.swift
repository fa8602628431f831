import Headset

extension Doctor {
  /// Of a runtime that is set up, and of the loader.
  static func missing(of openXR: OpenXRReport) -> [Missing] {
    if let failure = openXR.failure {
      let isLoader = failure.kind == .noLoader
      return [
        Missing(
          what: isLoader ? "OpenXR loader" : "an answer of the OpenXR runtime (\(failure))",
          cost: "no headset; the simulated one works",
          remedy: isLoader ? "install libopenxr-loader1" : "install the runtime anew")
      ]
    }
    return OpenXRReport.used.filter { !openXR.extensions.contains($0.name) }.map {
      Missing(
        what: "\($0.name) of the OpenXR runtime", cost: $0.cost,
        remedy: "a newer runtime or another one")
    }
  }
}
