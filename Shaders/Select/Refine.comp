#version 460
#extension GL_GOOGLE_include_directive : require
#include "Select/Select.glsl"
#include "Select/Textures.glsl"

layout(local_size_x = GROUP) in;

shared uint solidSum;
shared uint blendedSum;
shared uint above[BINS + 1];

// The lowest bin such that all clusters found in it and above fit.
uint firstBin(TablesBuffer t) {
  uint thread = gl_LocalInvocationIndex;
  above[thread] = t.tables.state.state.histogram[thread];
  if (thread == 0) above[BINS] = 0;
  barrier();
  for (uint step = 1; step < BINS; step *= 2) {
    uint other = thread + step < BINS ? above[thread + step] : 0;
    barrier();
    above[thread] += other;
    barrier();
  }
  uint low = 0;
  while (low < BINS - 1 && above[low] > t.tables.selectedCapacity) low++;
  return low;
}

// Which clusters of a piece of a group are drawn: those that nothing finer stands in for.
void main() {
  readConstants(push.from);
  TablesBuffer t = push.tables;
  StateBuffer state = t.tables.state;
  uint thread = gl_LocalInvocationIndex;
  uint i = gl_GlobalInvocationID.x;
  if (thread == 0) {
    solidSum = 0;
    blendedSum = 0;
  }
  uint lowest = firstBin(t);

  if (i < state.state.foundCount) {
    uvec2 found = t.tables.found.values[i];
    InstanceData instance = t.tables.instances.instances[found.x & INSTANCE_MASK];
    ClusterGroup g = t.tables.groups.groups[found.y];
    vec4 sphere = sphereInWorld(instance, g.center, g.radius);
    PartView view = viewOf(instance);
    uint drawn = 0;
    if (binOf(pixelsOf(sphere, view, g, g.error * instance.scale)) >= lowest) {
      uint chunk = found.x >> CHUNK_SHIFT & CHUNK_MASK;
      uint first = t.tables.slots.values[g.unit] * PAGE_CLUSTERS + (g.clusters & 0xffffu)
          + chunk * CHUNK;
      uint count = min((g.clusters >> 16) - chunk * CHUNK, CHUNK);
      uint lastRefined = NO_GROUP;
      bool isReplaced = false;
      for (uint c = 0; c < count; c++) {
        uint refined = t.tables.clusters.clusters[first + c].refined;
        if (refined == NO_GROUP) {
          drawn |= 1u << c;
          continue;
        }
        // Neighbours mostly come from one group.
        if (refined != lastRefined) {
          ClusterGroup f = t.tables.groups.groups[refined];
          isReplaced = false;
          if (t.tables.slots.values[f.unit] != NO_SLOT) {
            float pixels = pixelsOf(sphereInWorld(instance, f.center, f.radius), view, f,
                                    f.error * instance.scale);
            isReplaced = pixels > threshold && binOf(pixels) >= lowest;
          }
          lastRefined = refined;
        }
        if (!isReplaced) drawn |= 1u << c;
      }
    }
    t.tables.masks.values[i] = uvec2(drawn, 0);
    if (drawn != 0 && t.tables.hasTextures != 0 && (push.from.select.flags & REQUESTS) != 0) {
      wantTextures(t, found.x & INSTANCE_MASK, instance, pixelsOf(sphere, view, g, 1.0));
    }
    if (bucketOf(instance) == BUCKET_BLENDED) {
      atomicAdd(blendedSum, bitCount(drawn));
    } else {
      atomicAdd(solidSum, bitCount(drawn));
    }
  }
  barrier();
  if (thread != 0) return;
  t.tables.blocks.values[gl_WorkGroupID.x] = uvec2(solidSum, blendedSum);
  if (gl_WorkGroupID.x != 0) return;
  state.state.clusterCount = above[0];
  state.state.firstBin = lowest;
  if (lowest > 0) {
    state.state.threshold = max(threshold, exp2(float(lowest) * 0.5 - 16.0));
    state.state.overflow |= OVERFLOW_CLUSTERS;
  }
}
