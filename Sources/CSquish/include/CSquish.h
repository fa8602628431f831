// A C face for libsquish: block compression of textures. Works on the calling thread alone.
#ifndef FOVEA_CSQUISH_H
#define FOVEA_CSQUISH_H
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// The block formats. Bytes per block of 4×4 texels: 8 for BC1 and BC4, 16 for BC3 and BC5.
enum { FOVEA_BC1 = 1, FOVEA_BC3 = 3, FOVEA_BC4 = 4, FOVEA_BC5 = 5 };

/// Compresses RGBA texels (4 bytes each, tight rows) into `out_blocks`, which has room for
/// ceil(width/4) × ceil(height/4) blocks. BC1 ignores alpha; BC4 holds red, BC5 red and green.
/// Colours are fitted fast, but for blocks that then err by much; `is_fine` fits all of them slowly,
/// errs less and takes ten times as long. Returns 0 when there is no such format.
int fovea_squish_compress(const uint8_t *rgba, int width, int height, int format, int is_fine,
                          uint8_t *out_blocks);

/// The reverse, into tight rows of texels with the first `channels` (1 to 4) of RGBA, a byte each.
/// Returns 0 when there is no such format.
int fovea_squish_decompress(const uint8_t *blocks, int width, int height, int format, int channels,
                            uint8_t *out_texels);

#ifdef __cplusplus
}
#endif
#endif
