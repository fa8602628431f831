#version 460
#extension GL_GOOGLE_include_directive : require
#include "Cull/Cull.glsl"

const uint THREADS = 256;
layout(local_size_x = THREADS) in;

shared uint partial[THREADS];
shared uint total;

// Exclusive prefix sum over all counts, keys outermost, by one group: each thread owns a run.
void main() {
  uint t = gl_LocalInvocationIndex;
  uint blocks = blockCount();
  uint n = KEYS * blocks;
  uint run = (n + THREADS - 1) / THREADS;
  uint begin = min(t * run, n);
  uint end = min(begin + run, n);
  uint sum = 0;
  for (uint i = begin; i < end; i++) sum += push.blocks.values[i];
  partial[t] = sum;
  barrier();
  for (uint step = 1; step < THREADS; step *= 2) {
    uint other = t >= step ? partial[t - step] : 0;
    barrier();
    partial[t] += other;
    barrier();
  }
  uint start = t == 0 ? 0 : partial[t - 1];
  if (t == THREADS - 1) total = partial[t];
  for (uint i = begin; i < end; i++) {
    uint count = push.blocks.values[i];
    push.blocks.values[i] = start;
    start += count;
  }

  // How many blended clusters are left.
  uint blended = 0;
  for (uint i = solidCount() + t; i < clusterCount(); i += THREADS) {
    if (push.keys.values[i] < HIDDEN) blended++;
  }
  barrier();
  partial[t] = blended;
  memoryBarrierBuffer();
  barrier();
  for (uint step = THREADS / 2; step > 0; step /= 2) {
    if (t < step) partial[t] += partial[t + step];
    barrier();
  }
  if (t == 0) {
    push.counts.values[BLENDED_COUNT] =
        min(partial[0], push.bases[BUCKETS + 1] - push.bases[BUCKETS]);
    push.counts.values[TRIANGLE_COUNT] = 0;
    push.counts.values[HIDDEN_COUNT] = 0;
  }
  if (t < BUCKETS) {
    uint stride = DISTANCE_BINS * blocks;
    uint first = blocks == 0 ? 0 : push.blocks.values[t * stride];
    uint next = t + 1 < BUCKETS && blocks > 0 ? push.blocks.values[(t + 1) * stride] : total;
    push.counts.values[t] = min(next - first, push.bases[t + 1] - push.bases[t]);
  }
}
