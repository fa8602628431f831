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

extern "C" int fovea_squish_compress(const uint8_t *rgba, int width, int height, int format,
                                     int is_fine, uint8_t *out_blocks) {
  int flags = flags_of(format);
  if (flags == 0) return 0;
  flags |= is_fine ? squish::kColourClusterFit : squish::kColourRangeFit;
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
      squish::CompressMasked(texels, mask, out_blocks, flags);
      out_blocks += block_bytes(format);
    }
  }
  return 1;
}

extern "C" int fovea_squish_decompress(const uint8_t *blocks, int width, int height, int format,
                                       uint8_t *out_rgba) {
  int flags = flags_of(format);
  if (flags == 0) return 0;
  for (int y = 0; y < height; y += 4) {
    for (int x = 0; x < width; x += 4) {
      uint8_t texels[64];
      squish::Decompress(texels, blocks, flags);
      int columns = std::min(4, width - x);
      for (int row = 0; row < std::min(4, height - y); ++row) {
        memcpy(out_rgba + ((size_t)(y + row) * width + x) * 4, texels + row * 16, columns * 4);
      }
      blocks += block_bytes(format);
    }
  }
  return 1;
}
