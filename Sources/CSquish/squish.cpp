#include "CSquish.h"

#include <squish.h>

static int flags_of(int format) {
  switch (format) {
  case FOVEA_BC1: return squish::kDxt1;
  case FOVEA_BC3: return squish::kDxt5;
  case FOVEA_BC4: return squish::kBc4;
  case FOVEA_BC5: return squish::kBc5;
  default: return 0;
  }
}

extern "C" int fovea_squish_compress(const uint8_t *rgba, int width, int height, int format,
                                     int is_fine, uint8_t *out_blocks) {
  int flags = flags_of(format);
  if (flags == 0) return 0;
  flags |= is_fine ? squish::kColourClusterFit : squish::kColourRangeFit;
  try {
    squish::CompressImage(rgba, width, height, out_blocks, flags);
  } catch (...) {
    return 0;
  }
  return 1;
}

extern "C" int fovea_squish_decompress(const uint8_t *blocks, int width, int height, int format,
                                       uint8_t *out_rgba) {
  int flags = flags_of(format);
  if (flags == 0) return 0;
  try {
    squish::DecompressImage(out_rgba, width, height, blocks, flags);
  } catch (...) {
    return 0;
  }
  return 1;
}
