// Counts heap allocations per thread. Linked into an executable it takes the place of the C
// library's allocation functions and forwards to them.
#ifndef FOVEA_CALLOCATIONHOOK_H
#define FOVEA_CALLOCATIONHOOK_H
#include <stdint.h>

/// Allocations (malloc, calloc, realloc, aligned) that the executable's own code, with the Swift
/// runtime when that is linked statically, made on the calling thread since it started.
uint64_t fovea_allocation_count(void);

#endif
