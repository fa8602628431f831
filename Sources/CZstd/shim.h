#ifndef FOVEA_CZSTD_SHIM_H
#define FOVEA_CZSTD_SHIM_H
#include <zstd.h>
#endif
