import Foundation
package import GPU
package import Reporting

extension Report.Machine {
  /// This machine with one of its devices.
  package static func current(_ device: DeviceReport?) -> Report.Machine {
    Report.Machine(
      cpu: firstValue(of: "model name", in: "/proc/cpuinfo", separator: ":") ?? "unknown",
      cores: ProcessInfo.processInfo.activeProcessorCount,
      device: device?.name ?? "none", deviceType: device?.type.rawValue ?? "none",
      driver: device.map { "\($0.driver), Vulkan \($0.apiVersion)" } ?? "none",
      os: operatingSystem, version: Engine.version)
  }

  private static var operatingSystem: String {
    let name = firstValue(of: "PRETTY_NAME", in: "/etc/os-release", separator: "=") ?? "unknown"
    let kernel = try? String(contentsOfFile: "/proc/sys/kernel/osrelease", encoding: .utf8)
    return [name, kernel?.trimmingCharacters(in: .whitespacesAndNewlines)]
      .compactMap { $0 }.joined(separator: ", Linux ")
  }

  private static func firstValue(of key: String, in file: String, separator: Character) -> String? {
    guard let text = try? String(contentsOfFile: file, encoding: .utf8) else { return nil }
    for line in text.split(separator: "\n") {
      let parts = line.split(separator: separator, maxSplits: 1)
      guard parts.count == 2, parts[0].trimmingCharacters(in: .whitespaces) == key else { continue }
      return parts[1].trimmingCharacters(in: CharacterSet(charactersIn: " \t\""))
    }
    return nil
  }
}
