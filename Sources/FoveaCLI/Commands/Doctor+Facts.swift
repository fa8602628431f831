import Fovea
import GPU
import Headset
import Reporting

extension Doctor {
  /// What was found.
  struct Facts {
    let devices: [DeviceReport]
    let layer: String?
    let runtime: SystemFiles.Runtime?
    let openXR: OpenXRReport
    let assets: AssetFolder?
    let missing: [Missing]

    var json: JSON {
      [
        "schema": "fovea-doctor/1",
        "version": JSON(Engine.version),
        "machine": Report.Machine.current(devices.first).json,
        "devices": JSON(devices.map(Self.json(of:))),
        "openxr": [
          "runtime": JSON(runtime?.name), "manifest": JSON(runtime?.manifest),
          "library": JSON(runtime?.library),
          "extensions": JSON(openXR.extensions.map { JSON($0) }),
          "failure": JSON(openXR.failure?.description),
        ],
        "validation_layer": JSON(layer),
        "assets": JSON(assets?.path),
        "missing": JSON(missing.map(\.json)),
      ]
    }

    private static func json(of device: DeviceReport) -> JSON {
      [
        "index": JSON(device.index),
        "name": JSON(device.name),
        "type": JSON(device.type.rawValue),
        "driver": JSON(device.driver),
        "api_version": JSON(device.apiVersion),
        "usable": JSON(device.isUsable),
        "samples": JSON(device.colorSampleCounts.map { JSON($0) }),
        "max_views": JSON(device.maxViews),
        "memory_heaps": JSON(
          device.memoryHeaps.map {
            [
              "bytes": JSON($0.bytes), "device_local": JSON($0.deviceLocal),
              "budget_bytes": $0.budget.map { JSON($0) } ?? nil,
              "usage_bytes": $0.usage.map { JSON($0) } ?? nil,
            ]
          }),
        "features": JSON(
          device.features.map {
            [
              "name": JSON($0.name), "required": JSON($0.required), "present": JSON($0.present),
              "cost": JSON($0.cost),
            ]
          }),
        "foveation_paths": JSON(
          device.foveationPaths.map {
            [
              "name": JSON($0.name), "available": JSON($0.available), "reason": JSON($0.reason),
            ]
          }),
        "shading_rate": device.shadingRate.map(json) ?? nil,
        "density_map": device.densityMap.map(json) ?? nil,
      ]
    }

    var text: String {
      let machine = Report.Machine.current(devices.first)
      var text = "Fovea \(Engine.version)\n"
      text += CommandSpec.table([
        ("system", machine.os), ("processor", "\(machine.cpu), \(machine.cores) cores"),
        ("OpenXR runtime", runtime.map { "\($0.name) (\($0.manifest))" } ?? "none"),
        ("validation layer", layer ?? "none"), ("data", assets?.path ?? "none"),
      ])
      if !openXR.extensions.isEmpty {
        text += "\nOpenXR extensions\n"
        for name in openXR.extensions { text += "    \(name)\n" }
      }
      for device in devices { text += "\n" + Self.text(of: device) }
      if missing.isEmpty { return text + "\nNothing is missing.\n" }
      text += "\nMissing:\n"
      for item in missing {
        text += "  \(item.what)\n    costs: \(item.cost)\n    get it: \(item.remedy)\n"
      }
      return text
    }

    private static func text(of device: DeviceReport) -> String {
      var text = "Device \(device.index): \(device.name)\(device.isUsable ? "" : " (not usable)")\n"
      let gigabytes = device.memoryHeaps.map { heap in
        "\(heap.bytes >> 20) MiB\(heap.deviceLocal ? " on the device" : "")"
      }
      text += CommandSpec.table([
        ("type", device.type.rawValue), ("driver", device.driver),
        ("Vulkan", device.apiVersion), ("memory", gigabytes.joined(separator: ", ")),
        ("samples per pixel", device.colorSampleCounts.map(String.init).joined(separator: ", ")),
        ("views in one pass", String(device.maxViews)),
      ])
      text += "  features\n"
      for feature in device.features {
        let need = feature.required ? "required" : "optional"
        text += "    \(feature.present ? "yes" : "no ")  \(need)  \(feature.name)\n"
      }
      text += "  foveation\n"
      for path in device.foveationPaths {
        text += "    \(path.available ? "yes" : "no ")  \(path.name)"
        text += path.reason.isEmpty ? "\n" : ": \(path.reason)\n"
        for line in limits(of: path, on: device) { text += "         \(line)\n" }
      }
      return text
    }
  }
}
