package import GPU
package import Optics

extension DeviceReport {
  /// Why a path of foveated rendering cannot run on the device, in one line; nil when it can.
  package func unavailability(of path: FoveationPath) -> String? {
    guard let status = foveationPaths.first(where: { $0.name == path.rawValue }) else {
      return "the device was not asked for \(path.rawValue)"
    }
    return status.available ? nil : status.reason
  }

  /// - Throws: `unsupported` with the reason when the path cannot run on the device.
  package func require(_ path: FoveationPath) throws(GPUError) {
    if let reason = unavailability(of: path) {
      throw GPUError(.unsupported, call: "foveation path \(path.rawValue)", reason: reason)
    }
  }
}
