#version 460
#extension GL_GOOGLE_include_directive : require
#include "Select/Select.glsl"

layout(local_size_x = GROUP) in;

shared uint nodeSum;
shared uint pieceSum;
shared uint histogram[BINS];

// How much a unit is needed: octaves of its error over the threshold, less outside of what is seen.
uint importance(float pixels, bool isOutside) {
  float octaves = clamp(log2(min(pixels, 1e30) / max(threshold, 1e-3)), 0.0, 24.0);
  return 1 + (isOutside ? 0 : INSIDE) + uint(octaves * 8.0);
}

// 0: is left out; 1: is near what is seen, or needed soon; 2: is seen.
uint visibility(vec4 sphere, bool isOutside) {
  if (!isOutside && isSeen(sphere)) return 2;
  return (flags & REQUESTS) != 0 && isNear(sphere) ? 1 : 0;
}

// Tests the children of a node: which are worth entering?
void main() {
  readConstants(push.from);
  TablesBuffer t = push.tables;
  StateBuffer state = t.tables.state;
  uint thread = gl_LocalInvocationIndex;
  uint i = gl_GlobalInvocationID.x;
  histogram[thread] = 0;
  if (thread == 0) {
    nodeSum = 0;
    pieceSum = 0;
  }
  barrier();

  uint enter = 0;
  uint outside = 0;
  if (i < state.state.itemCount[push.parity]) {
    uvec2 item = t.tables.items[push.parity].values[i];
    HierarchyNode node = t.tables.nodes.nodes[item.y];
    bool wasOutside = (item.x & OUTSIDE) != 0;
    uint index = item.x & INSTANCE_MASK;
    uint count = min(node.childCount, 32);
    uint pieces = 0;
    bool isPlaced = index != INSTANCE_MASK;
    InstanceData instance = t.tables.instances.instances[isPlaced ? index : 0];
    PartView view;
    if (node.children == CHILDREN_GROUPS) view = viewOf(instance);

    for (uint c = 0; c < count; c++) {
      uint child = node.firstChild + c;
      if (node.children == CHILDREN_GROUPS) {
        ClusterGroup g = t.tables.groups.groups[child];
        vec4 sphere = sphereInWorld(instance, g.center, g.radius);
        uint seen = visibility(sphere, wasOutside);
        if (seen == 0) continue;
        float pixels = pixelsOf(sphere, view, g, g.error * instance.scale);
        if (!(pixels > threshold)) {
          pixels = pixelsSoon(sphere, view, g, g.error * instance.scale);
          if (!(pixels > threshold)) continue;
          seen = 1;
        }
        if ((flags & REQUESTS) != 0) {
          uint wanted = importance(pixels, seen == 1);
          if (t.tables.wanted.values[g.unit] < wanted) {
            atomicMax(t.tables.wanted.values[g.unit], wanted);
          }
        }
        if (seen == 1) continue;
        if (t.tables.slots.values[g.unit] == NO_SLOT) {
          if (isinf(g.error)) atomicAdd(state.state.uncoveredCount, 1);
          continue;
        }
        enter |= 1u << c;
        pieces += chunksOf(g);
        atomicAdd(histogram[binOf(pixels)], g.clusters >> 16);
      } else {
        vec4 sphere;
        float error;
        if (node.children == CHILDREN_INSTANCES) {
          InstanceData placed = t.tables.instances.instances[child];
          if ((flags & SOLID_ONLY) != 0
              && bucketOf(placed) == BUCKET_BLENDED) continue;
          HierarchyNode root = t.tables.nodes.nodes[placed.rootNode];
          sphere = sphereInWorld(placed, root.center, root.radius);
          error = 2.0 * sphere.w;
        } else {
          HierarchyNode below = t.tables.nodes.nodes[child];
          sphere = isPlaced ? sphereInWorld(instance, below.center, below.radius)
                            : vec4(below.center, below.radius);
          error = isPlaced ? below.error * instance.scale : below.error;
        }
        uint seen = visibility(sphere, wasOutside);
        if (seen == 0) continue;
        if (!(pixelsOf(sphere, error) > threshold)) {
          if (!(pixelsSoon(sphere, error) > threshold)) continue;
          seen = 1;
        }
        enter |= 1u << c;
        if (seen == 1) outside |= 1u << c;
      }
    }
    t.tables.masks.values[i] = uvec2(enter, outside);
    if (node.children == CHILDREN_GROUPS) atomicAdd(pieceSum, pieces);
    else atomicAdd(nodeSum, bitCount(enter));
  }
  barrier();
  if (thread == 0) t.tables.blocks.values[gl_WorkGroupID.x] = uvec2(nodeSum, pieceSum);
  if (histogram[thread] != 0) atomicAdd(state.state.histogram[thread], histogram[thread]);
}
