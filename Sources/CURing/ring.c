#include "CURing.h"

#include <errno.h>
#include <liburing.h>
#include <stdlib.h>

struct fovea_ring {
  struct io_uring ring;
};

static int can_read(struct io_uring *ring) {
  struct io_uring_probe *probe = io_uring_get_probe_ring(ring);
  int result = probe && io_uring_opcode_supported(probe, IORING_OP_READ);
  io_uring_free_probe(probe);
  return result;
}

fovea_ring *fovea_ring_create(unsigned entries, int *out_error) {
  fovea_ring *made = calloc(1, sizeof *made);
  if (!made) {
    *out_error = ENOMEM;
    return NULL;
  }
  int error = io_uring_queue_init(entries, &made->ring, 0);
  if (error == 0 && can_read(&made->ring)) return made;
  if (error == 0) {
    io_uring_queue_exit(&made->ring);
    error = -ENOSYS;
  }
  free(made);
  *out_error = -error;
  return NULL;
}

void fovea_ring_destroy(fovea_ring *ring) {
  io_uring_queue_exit(&ring->ring);
  free(ring);
}

int fovea_ring_read(fovea_ring *ring, int file, void *buffer, unsigned count, uint64_t offset,
                    uint64_t tag) {
  struct io_uring_sqe *entry = io_uring_get_sqe(&ring->ring);
  if (!entry) return 0;
  io_uring_prep_read(entry, file, buffer, count, offset);
  entry->user_data = tag;
  return 1;
}

int fovea_ring_submit_and_wait(fovea_ring *ring) {
  int result = io_uring_submit_and_wait(&ring->ring, 1);
  return result < 0 ? -result : 0;
}

int fovea_ring_next(fovea_ring *ring, uint64_t *out_tag, int *out_result) {
  struct io_uring_cqe *completion;
  if (io_uring_peek_cqe(&ring->ring, &completion) != 0) return 0;
  *out_tag = completion->user_data;
  *out_result = completion->res;
  io_uring_cqe_seen(&ring->ring, completion);
  return 1;
}
