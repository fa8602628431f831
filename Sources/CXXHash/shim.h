#ifndef FOVEA_CXXHASH_SHIM_H
#define FOVEA_CXXHASH_SHIM_H
#include <xxhash.h>
#endif
