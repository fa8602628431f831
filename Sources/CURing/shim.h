#ifndef FOVEA_CURING_SHIM_H
#define FOVEA_CURING_SHIM_H
#include <liburing.h>
#endif
