#include "CSquish.h"

#include <squish.h>

#include <algorithm>
#include <cstring>

// Blocks are handed over one by one: the library's own loops over images start threads.

static int flags_of(int format) {
  switch (format) {
  case FOVEA_BC1: return squish::kDxt1;
  case FOVEA_BC3: return squish::kDxt5;
  case FOVEA_BC4: return squish::kBc4;
  case FOVEA_BC5: return squish::kBc5;
  default: return 0;
  }
}

static int block_bytes(int format) { return format == FOVEA_BC1 || format == FOVEA_BC4 ? 8 : 16; }

// Codes by which the colours of a block may be off, squared, over its 48 values: what is worse is
// worth the slow fit. On photographs these are few, and have half of what the fast fit loses.
static const int bad_error = 6 * 6 * 48;

static bool is_bad(const uint8_t *texels, int mask, const uint8_t *block, int format) {
  if (format != FOVEA_BC1 && format != FOVEA_BC3) return false;
  uint8_t shown[64];
  squish::Decompress(shown, block, flags_of(format));
  int error = 0;
  for (int i = 0; i < 64; ++i) {
    int difference = i % 4 != 3 && (mask >> (i / 4) & 1) ? texels[i] - shown[i] : 0;
    error += difference * difference;
  }
  return error > bad_error;
}

extern "C" int fovea_squish_compress(const uint8_t *rgba, int width, int height, int format,
                                     int is_fine, uint8_t *out_blocks) {
  int flags = flags_of(format);
  if (flags == 0) return 0;
  int fit = is_fine ? squish::kColourClusterFit : squish::kColourRangeFit;
  for (int y = 0; y < height; y += 4) {
    for (int x = 0; x < width; x += 4) {
      uint8_t texels[64] = {};
      int mask = 0;
      int columns = std::min(4, width - x);
      for (int row = 0; row < std::min(4, height - y); ++row) {
        memcpy(texels + row * 16, rgba + ((size_t)(y + row) * width + x) * 4, columns * 4);
        mask |= ((1 << columns) - 1) << (row * 4);
      }
      if (format == FOVEA_BC1) {
        for (int i = 3; i < 64; i += 4) texels[i] = 255;
      }
      squish::CompressMasked(texels, mask, out_blocks, flags | fit);
      if (!is_fine && is_bad(texels, mask, out_blocks, format)) {
        squish::CompressMasked(texels, mask, out_blocks, flags | squish::kColourClusterFit);
      }
      out_blocks += block_bytes(format);
    }
  }
  return 1;
}

// The library makes BC4 and BC5, but reads only the older formats: a channel is the alpha of BC3.
static void decompress_channel(const uint8_t *block, uint8_t *out_texels, int channel) {
  uint8_t whole[16] = {}, texels[64];
  memcpy(whole, block, 8);
  squish::Decompress(texels, whole, squish::kDxt5);
  for (int i = 0; i < 16; ++i) out_texels[i * 4 + channel] = texels[i * 4 + 3];
}

static void decompress_block(const uint8_t *block, int format, uint8_t *out_texels) {
  if (format == FOVEA_BC1 || format == FOVEA_BC3) {
    squish::Decompress(out_texels, block, flags_of(format));
    return;
  }
  for (int i = 0; i < 64; ++i) out_texels[i] = i % 4 == 3 ? 255 : 0;
  decompress_channel(block, out_texels, 0);
  if (format == FOVEA_BC5) decompress_channel(block + 8, out_texels, 1);
}

extern "C" int fovea_squish_decompress(const uint8_t *blocks, int width, int height, int format,
                                       int channels, uint8_t *out_texels) {
  if (flags_of(format) == 0) return 0;
  for (int y = 0; y < height; y += 4) {
    for (int x = 0; x < width; x += 4) {
      uint8_t texels[64];
      decompress_block(blocks, format, texels);
      int columns = std::min(4, width - x);
      for (int row = 0; row < std::min(4, height - y); ++row) {
        uint8_t *out = out_texels + ((size_t)(y + row) * width + x) * channels;
        if (channels == 4) {
          memcpy(out, texels + row * 16, columns * 4);
          continue;
        }
        for (int i = 0; i < columns; ++i) {
          memcpy(out + i * channels, texels + row * 16 + i * 4, channels);
        }
      }
      blocks += block_bytes(format);
    }
  }
  return 1;
}
