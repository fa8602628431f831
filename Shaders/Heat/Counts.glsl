// What a fragment costs, counted in steps: one to begin it, one for each texture fetch and one for
// each light that is evaluated.
#ifndef FOVEA_COUNTS
#define FOVEA_COUNTS

// A fragment and its steps, of a pass with so many samples. A target that adds up and averages its
// samples counts each fragment once, however many samples it covers.
vec2 counts(uint steps, uint samples) {
  uint covered = bitCount(uint(gl_SampleMaskIn[0]) & ((1u << samples) - 1));
  return vec2(1.0, float(steps)) * (float(samples) / float(max(covered, 1u)));
}

#endif
