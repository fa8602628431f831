#include "CSTBImage.h"

#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_ONLY_HDR
#define STBI_NO_STDIO
#define STBI_MAX_DIMENSIONS 16384
#pragma clang diagnostic ignored "-Wunused-function"
#include <stb/stb_image.h>

int fovea_hdr_info(const unsigned char *bytes, int count, int *out_width, int *out_height) {
  int channels = 0;
  return stbi_is_hdr_from_memory(bytes, count)
         && stbi_info_from_memory(bytes, count, out_width, out_height, &channels);
}

float *fovea_hdr_decode(const unsigned char *bytes, int count, int *out_width, int *out_height) {
  int channels = 0;
  return stbi_loadf_from_memory(bytes, count, out_width, out_height, &channels, 3);
}

void fovea_hdr_free(float *pixels) { stbi_image_free(pixels); }
