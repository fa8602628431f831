#include "CAllocationHook.h"

#include <errno.h>
#include <stddef.h>

// glibc's own entry points, which the public names forward to.
extern void *__libc_malloc(size_t);
extern void *__libc_calloc(size_t, size_t);
extern void *__libc_realloc(void *, size_t);
extern void *__libc_memalign(size_t, size_t);

// Bounds of the executable's code, set by the linker. What calls from elsewhere is the driver, the
// Vulkan loader or another library.
extern const char __executable_start[];
extern const char etext[];

static __thread uint64_t allocation_count;

uint64_t fovea_allocation_count(void) { return allocation_count; }

static void count(const void *caller) {
  if ((const char *)caller >= __executable_start && (const char *)caller < etext) {
    allocation_count++;
  }
}

void *malloc(size_t size) {
  count(__builtin_return_address(0));
  return __libc_malloc(size);
}

void *calloc(size_t number, size_t size) {
  count(__builtin_return_address(0));
  return __libc_calloc(number, size);
}

void *realloc(void *pointer, size_t size) {
  count(__builtin_return_address(0));
  return __libc_realloc(pointer, size);
}

void *memalign(size_t alignment, size_t size) {
  count(__builtin_return_address(0));
  return __libc_memalign(alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
  count(__builtin_return_address(0));
  return __libc_memalign(alignment, size);
}

int posix_memalign(void **out_pointer, size_t alignment, size_t size) {
  count(__builtin_return_address(0));
  if (alignment < sizeof(void *) || (alignment & (alignment - 1)) != 0) return EINVAL;
  void *pointer = __libc_memalign(alignment, size);
  if (pointer == NULL && size != 0) return ENOMEM;
  *out_pointer = pointer;
  return 0;
}
