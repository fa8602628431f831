// A narrow face of liburing: reads and their completions. One thread uses a ring.
#ifndef FOVEA_CURING_H
#define FOVEA_CURING_H
#include <stdint.h>
// What a ring can be woken by; Swift's own C library module leaves it out.
#include <sys/eventfd.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct fovea_ring fovea_ring;

/// Makes a ring for so many reads at once. Null where the system has no rings, forbids them or
/// cannot read through them; then `out_error` is the reason, a positive errno.
fovea_ring *fovea_ring_create(unsigned entries, int *out_error);

/// No read may be under way.
void fovea_ring_destroy(fovea_ring *ring);

/// Queues a read from a place of a file; `offset` is ignored for what has no places. `tag` comes
/// back with its completion; `buffer` must live until then. Returns 0 when the queue is full.
int fovea_ring_read(fovea_ring *ring, int file, void *buffer, unsigned count, uint64_t offset,
                    uint64_t tag);

/// Hands over what is queued and waits for a completion. Returns 0, or a positive errno.
int fovea_ring_submit_and_wait(fovea_ring *ring);

/// Takes a completion; `out_result` is how many bytes were read or a negative errno. Returns 0 when
/// there is none.
int fovea_ring_next(fovea_ring *ring, uint64_t *out_tag, int *out_result);

#ifdef __cplusplus
}
#endif
#endif
