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
  uint n = KEYS * push.blockCount;
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

  // How many blended items are left.
  uint blended = 0;
  for (uint i = push.opaqueCount + t; i < push.itemCount; i += THREADS) {
    if (push.keys.values[i] != CULLED) blended++;
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
    push.counts.values[BLENDED_COUNT] = partial[0];
    for (uint i = 0; i < 2 * CASCADES; i++) push.counts.values[SHADOW_COUNTS + i] = 0;
  }
  if (t < BUCKETS) {
    uint stride = DISTANCE_BINS * push.blockCount;
    uint first = push.blockCount == 0 ? 0 : push.blocks.values[t * stride];
    uint next = t + 1 < BUCKETS && push.blockCount > 0 ? push.blocks.values[(t + 1) * stride] : total;
    push.counts.values[t] = next - first;
  }
}
