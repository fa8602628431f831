import Foundation
import Fovea
import GPU
import Headset
import Reporting

/// `fovea doctor`: what this machine offers.
enum Doctor: PlainCommand {
  static let spec = CommandSpec(
    name: "doctor", summary: "tells what this machine offers, what is missing, how to get it",
    options: [.json],
    notes: ["Exit code 5 when no Vulkan device is usable, 0 otherwise."])

  /// Something that is not there.
  struct Missing {
    let what: String
    let cost: String
    let remedy: String

    var json: JSON { ["what": JSON(what), "cost": JSON(cost), "remedy": JSON(remedy)] }
  }

  static func run(_ arguments: ParsedArguments) throws(FoveaError) -> Int {
    var missing: [Missing] = []
    var devices: [DeviceReport] = []
    do {
      devices = try Device.reports()
    } catch {
      missing.append(
        Missing(
          what: "Vulkan (\(error))", cost: "nothing can be drawn",
          remedy: "install libvulkan1 and a driver such as mesa-vulkan-drivers 24 or newer"))
    }
    if missing.isEmpty, devices.isEmpty {
      missing.append(
        Missing(
          what: "a Vulkan device", cost: "nothing can be drawn",
          remedy: "install your GPU's driver, or mesa-vulkan-drivers 24 or newer for a software one"
        ))
    }
    for device in devices {
      for feature in device.features where !feature.present {
        missing.append(
          Missing(
            what: "\(feature.name) on \(device.name)\(feature.required ? " (required)" : "")",
            cost: feature.cost, remedy: "a newer driver or another device"))
      }
    }
    let layer = SystemFiles.validationLayer()
    if layer == nil {
      missing.append(
        Missing(
          what: "Khronos validation layer", cost: "--validate does not work",
          remedy: "install vulkan-validationlayers"))
    }
    let runtime = SystemFiles.openXRRuntime()
    if runtime == nil {
      missing.append(
        Missing(
          what: "OpenXR runtime", cost: "no headset; the simulated one works",
          remedy: "install and start Monado or SteamVR, which register themselves"))
    }
    let openXR = OpenXRReport()
    if runtime != nil || openXR.failure?.kind == .noLoader {
      missing += Self.missing(of: openXR)
    }
    var assets: AssetFolder?
    do {
      assets = try AssetFolder.locate()
    } catch {
      missing.append(
        Missing(
          what: "the data of Fovea", cost: "no headset profiles, traces and suites",
          remedy: "make install, or set FOVEA_ASSETS (\(error))"))
    }
    let facts = Facts(
      devices: devices, layer: layer, runtime: runtime, openXR: openXR, assets: assets,
      missing: missing)
    Console.print(arguments.flag("json") ? facts.json.text : facts.text)
    return devices.contains(where: \.isUsable) ? 0 : FoveaError.Kind.unsupported.rawValue
  }
}
