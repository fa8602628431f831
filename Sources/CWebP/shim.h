#ifndef FOVEA_CWEBP_SHIM_H
#define FOVEA_CWEBP_SHIM_H
#include <webp/decode.h>
#endif
