internal import CVulkan
private import Glibc

/// Vulkan's pipeline cache, kept on disk between runs.
///
/// A file serves one driver: its name holds vendor, device, driver version and cache identity. The
/// payload carries its length and a checksum, because drivers trust what they are given; a file that
/// does not match is ignored and later replaced.
final class PipelineCache {
  /// `FOVEAPC1`, payload bytes, checksum: 8 bytes each, little-endian.
  private static let headerBytes = 24
  private static let magic: UInt64 = 0x3143_5041_4556_4F46
  /// No driver writes this much; a longer file is not ours.
  private static let maxBytes = 1 << 30

  private let device: VkDevice
  private let folder: String?
  /// Where the cache is kept; nil when it is not.
  let path: String?
  let vk: VkPipelineCache
  /// Whether a file was found and taken.
  let isFromDisk: Bool

  init(
    device: VkDevice, properties: VkPhysicalDeviceProperties, folder: String?
  ) throws(GPUError) {
    self.device = device
    self.folder = folder
    let identity = withUnsafeBytes(of: properties.pipelineCacheUUID) { bytes in
      bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
    let fileName =
      "pipelines-" + String(properties.vendorID, radix: 16) + "-"
      + String(properties.deviceID, radix: 16) + "-" + String(properties.driverVersion, radix: 16)
      + "-" + identity + ".bin"
    let path = folder.map { "\($0)/\(fileName)" }
    self.path = path
    let payload = path.flatMap { Self.read($0) }.flatMap { Self.payload(of: $0) } ?? []
    isFromDisk = !payload.isEmpty
    var info = VkPipelineCacheCreateInfo()
    info.sType = VK_STRUCTURE_TYPE_PIPELINE_CACHE_CREATE_INFO
    vk = try withArena { arena throws(GPUError) in
      info.initialDataSize = payload.count
      info.pInitialData = UnsafeRawPointer(arena.store(payload))
      return try make("vkCreatePipelineCache") { vkCreatePipelineCache(device, &info, nil, $0) }
    }
  }

  func destroy() { vkDestroyPipelineCache(device, vk, nil) }

  /// Writes the file aside and renames it, so that no reader ever sees half of one. A cache that cannot
  /// be written costs time at the next start and nothing else, so failures are silent.
  func save() {
    guard let folder, let path else { return }
    var bytes = 0
    guard vkGetPipelineCacheData(device, vk, &bytes, nil) == VK_SUCCESS, bytes > 0 else { return }
    var payload = [UInt8](repeating: 0, count: bytes)
    guard vkGetPipelineCacheData(device, vk, &bytes, &payload) == VK_SUCCESS else { return }
    payload.removeLast(payload.count - bytes)

    Self.makeFolders(folder)
    let aside = path + ".\(getpid())"
    guard let file = fopen(aside, "wb") else { return }
    let contents = Self.file(payload: payload)
    let written = fwrite(contents, 1, contents.count, file)
    guard fclose(file) == 0, written == contents.count, rename(aside, path) == 0 else {
      unlink(aside)
      return
    }
  }

  static func file(payload: [UInt8]) -> [UInt8] {
    var file: [UInt8] = []
    for word in [magic, UInt64(payload.count), checksum(payload[...])] {
      withUnsafeBytes(of: word.littleEndian) { file.append(contentsOf: $0) }
    }
    return file + payload
  }

  /// The payload of a file, nil when the file is damaged.
  static func payload(of file: [UInt8]) -> [UInt8]? {
    guard file.count > headerBytes else { return nil }
    let words = (0..<3).map { word in
      file[word * 8..<word * 8 + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    }
    let payload = file[headerBytes...]
    guard words[0] == magic, words[1] == UInt64(payload.count), words[2] == checksum(payload)
    else { return nil }
    return Array(payload)
  }

  /// FNV-1a, 64 bits (Fowler, Noll, Vo).
  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
  }

  private static func read(_ path: String) -> [UInt8]? {
    guard let file = fopen(path, "rb") else { return nil }
    defer { fclose(file) }
    guard fseek(file, 0, SEEK_END) == 0 else { return nil }
    let bytes = ftell(file)
    guard (0...maxBytes).contains(bytes), fseek(file, 0, SEEK_SET) == 0 else { return nil }
    var contents = [UInt8](repeating: 0, count: bytes)
    return fread(&contents, 1, bytes, file) == bytes ? contents : nil
  }

  private static func makeFolders(_ folder: String) {
    var path = folder.hasPrefix("/") ? "" : "."
    for part in folder.split(separator: "/") {
      path += "/" + part
      mkdir(path, 0o755)
    }
  }
}
