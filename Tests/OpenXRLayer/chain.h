// What is below the layer: the runtime.
#ifndef FOVEA_OPENXR_LAYER_CHAIN_H
#define FOVEA_OPENXR_LAYER_CHAIN_H

#include <openxr/openxr.h>

/// Null where there is no such function.
PFN_xrVoidFunction chain_function(const char *name);

#endif
