internal import CVulkan

package enum Filter: Sendable {
  case nearest, linear

  var vk: VkFilter { self == .nearest ? VK_FILTER_NEAREST : VK_FILTER_LINEAR }
  var vkMip: VkSamplerMipmapMode {
    self == .nearest ? VK_SAMPLER_MIPMAP_MODE_NEAREST : VK_SAMPLER_MIPMAP_MODE_LINEAR
  }
}

package enum AddressMode: Sendable {
  case `repeat`, mirroredRepeat, clampToEdge, clampToBorderBlack, clampToBorderWhite

  var vk: VkSamplerAddressMode {
    switch self {
    case .repeat: VK_SAMPLER_ADDRESS_MODE_REPEAT
    case .mirroredRepeat: VK_SAMPLER_ADDRESS_MODE_MIRRORED_REPEAT
    case .clampToEdge: VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_EDGE
    case .clampToBorderBlack, .clampToBorderWhite: VK_SAMPLER_ADDRESS_MODE_CLAMP_TO_BORDER
    }
  }
}

package enum CompareOperation: Sendable {
  case never, less, equal, lessOrEqual, greater, notEqual, greaterOrEqual, always

  var vk: VkCompareOp {
    switch self {
    case .never: VK_COMPARE_OP_NEVER
    case .less: VK_COMPARE_OP_LESS
    case .equal: VK_COMPARE_OP_EQUAL
    case .lessOrEqual: VK_COMPARE_OP_LESS_OR_EQUAL
    case .greater: VK_COMPARE_OP_GREATER
    case .notEqual: VK_COMPARE_OP_NOT_EQUAL
    case .greaterOrEqual: VK_COMPARE_OP_GREATER_OR_EQUAL
    case .always: VK_COMPARE_OP_ALWAYS
    }
  }
}

/// How a texture is read. The border is opaque black or white; both axes share it.
package struct SamplerDescriptor: Hashable, Sendable {
  package var min: Filter
  package var mag: Filter
  /// How levels are chosen; nil reads level 0 alone.
  package var mip: Filter?
  package var u: AddressMode
  package var v: AddressMode
  /// 1 is isotropic. Clamped to what the device offers.
  package var maxAnisotropy: Float
  /// For shadow samplers: the reference is compared with the texel.
  package var compare: CompareOperation?
  package var maxLod: Float

  package init(
    min: Filter = .linear, mag: Filter = .linear, mip: Filter? = .linear,
    u: AddressMode = .repeat, v: AddressMode = .repeat, maxAnisotropy: Float = 1,
    compare: CompareOperation? = nil, maxLod: Float = 1000
  ) {
    self.min = min
    self.mag = mag
    self.mip = mip
    self.u = u
    self.v = v
    self.maxAnisotropy = maxAnisotropy
    self.compare = compare
    self.maxLod = maxLod
  }
}
