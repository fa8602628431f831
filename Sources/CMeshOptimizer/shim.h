#ifndef FOVEA_CMESHOPTIMIZER_SHIM_H
#define FOVEA_CMESHOPTIMIZER_SHIM_H
#include <meshoptimizer.h>
#endif
