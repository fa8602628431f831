#ifndef FOVEA_CSPNG_SHIM_H
#define FOVEA_CSPNG_SHIM_H
#include <spng.h>
#endif
