// Radiance .hdr decoding by stb_image; every other format of that library is left out.
#ifndef FOVEA_CSTBIMAGE_H
#define FOVEA_CSTBIMAGE_H
#include <stddef.h>

/// Size of a Radiance file without decoding it. Returns 1 when `bytes` is such a file, else 0.
int fovea_hdr_info(const unsigned char *bytes, int count, int *out_width, int *out_height);

/// Decodes to linear RGB floats, row 0 on top. The caller frees the result with fovea_hdr_free.
/// Null when the file is damaged.
float *fovea_hdr_decode(const unsigned char *bytes, int count, int *out_width, int *out_height);
void fovea_hdr_free(float *pixels);

#endif
