// Where the items of a work group go: sums over the blocks before it and over the threads before.
#ifndef FOVEA_PREFIX
#define FOVEA_PREFIX

shared uvec2 partial[GROUP];

// Sum of the first blocks, for all threads alike.
uvec2 sumOfBlocks(uint count) {
  uint thread = gl_LocalInvocationIndex;
  uvec2 sum = uvec2(0);
  for (uint i = thread; i < count; i += GROUP) sum += push.tables.tables.blocks.values[i];
  partial[thread] = sum;
  barrier();
  for (uint step = GROUP / 2; step > 0; step /= 2) {
    if (thread < step) partial[thread] += partial[thread + step];
    barrier();
  }
  uvec2 total = partial[0];
  barrier();
  return total;
}

// Sum over the threads before this one.
uvec2 sumBefore(uvec2 own) {
  uint thread = gl_LocalInvocationIndex;
  partial[thread] = own;
  barrier();
  for (uint step = 1; step < GROUP; step *= 2) {
    uvec2 other = thread >= step ? partial[thread - step] : uvec2(0);
    barrier();
    partial[thread] += other;
    barrier();
  }
  uvec2 before = partial[thread] - own;
  barrier();
  return before;
}

#endif
