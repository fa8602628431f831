internal import CVulkan

/// Texel and vertex formats. Components are named in memory order.
package enum Format: Hashable, Sendable {
  case r8Unorm, r8Uint, rg8Unorm, rgba8Unorm, rgba8Snorm, rgba8Srgb
  case rg16Snorm, rgba16Unorm, rgba16Snorm, rgba16Uint
  case r16Float, rg16Float, rgba16Float
  case r32Uint, r32Float, rg32Float, rgb32Float, rgba32Float
  case b10g11r11Float
  case d16Unorm, d32Float
  /// Blocks of 4×4 texels: RGB, RGBA, one channel and two.
  case bc1Unorm, bc1Srgb, bc3Unorm, bc3Srgb, bc4Unorm, bc5Unorm

  /// Texels along each side of a block; 1 for formats without blocks.
  package var blockSide: Int {
    switch self {
    case .bc1Unorm, .bc1Srgb, .bc3Unorm, .bc3Srgb, .bc4Unorm, .bc5Unorm: 4
    default: 1
    }
  }

  /// Bytes of one texel, block of texels or vertex attribute.
  package var bytes: Int {
    switch self {
    case .r8Unorm, .r8Uint: 1
    case .rg8Unorm, .r16Float, .d16Unorm: 2
    case .rgba8Unorm, .rgba8Snorm, .rgba8Srgb, .rg16Snorm, .rg16Float, .r32Uint, .r32Float,
      .b10g11r11Float, .d32Float:
      4
    case .rgba16Unorm, .rgba16Snorm, .rgba16Uint, .rgba16Float, .rg32Float, .bc1Unorm, .bc1Srgb,
      .bc4Unorm:
      8
    case .rgb32Float: 12
    case .rgba32Float, .bc3Unorm, .bc3Srgb, .bc5Unorm: 16
    }
  }

  package var isDepth: Bool { self == .d16Unorm || self == .d32Float }

  var vk: VkFormat {
    switch self {
    case .r8Unorm: VK_FORMAT_R8_UNORM
    case .r8Uint: VK_FORMAT_R8_UINT
    case .rg8Unorm: VK_FORMAT_R8G8_UNORM
    case .rgba8Unorm: VK_FORMAT_R8G8B8A8_UNORM
    case .rgba8Snorm: VK_FORMAT_R8G8B8A8_SNORM
    case .rgba8Srgb: VK_FORMAT_R8G8B8A8_SRGB
    case .rg16Snorm: VK_FORMAT_R16G16_SNORM
    case .rgba16Unorm: VK_FORMAT_R16G16B16A16_UNORM
    case .rgba16Snorm: VK_FORMAT_R16G16B16A16_SNORM
    case .rgba16Uint: VK_FORMAT_R16G16B16A16_UINT
    case .r16Float: VK_FORMAT_R16_SFLOAT
    case .rg16Float: VK_FORMAT_R16G16_SFLOAT
    case .rgba16Float: VK_FORMAT_R16G16B16A16_SFLOAT
    case .r32Uint: VK_FORMAT_R32_UINT
    case .r32Float: VK_FORMAT_R32_SFLOAT
    case .rg32Float: VK_FORMAT_R32G32_SFLOAT
    case .rgb32Float: VK_FORMAT_R32G32B32_SFLOAT
    case .rgba32Float: VK_FORMAT_R32G32B32A32_SFLOAT
    case .b10g11r11Float: VK_FORMAT_B10G11R11_UFLOAT_PACK32
    case .d16Unorm: VK_FORMAT_D16_UNORM
    case .d32Float: VK_FORMAT_D32_SFLOAT
    case .bc1Unorm: VK_FORMAT_BC1_RGB_UNORM_BLOCK
    case .bc1Srgb: VK_FORMAT_BC1_RGB_SRGB_BLOCK
    case .bc3Unorm: VK_FORMAT_BC3_UNORM_BLOCK
    case .bc3Srgb: VK_FORMAT_BC3_SRGB_BLOCK
    case .bc4Unorm: VK_FORMAT_BC4_UNORM_BLOCK
    case .bc5Unorm: VK_FORMAT_BC5_UNORM_BLOCK
    }
  }

  var aspect: VkImageAspectFlags {
    isDepth ? VK_IMAGE_ASPECT_DEPTH_BIT.rawValue : VK_IMAGE_ASPECT_COLOR_BIT.rawValue
  }
}
