#version 460
#extension GL_GOOGLE_include_directive : require
#include "Select/Select.glsl"
#include "Select/Prefix.glsl"

layout(local_size_x = GROUP) in;

// Lists what is entered: nodes for the next level, groups in pieces of their clusters.
void main() {
  TablesBuffer t = push.tables;
  StateBuffer state = t.tables.state;
  uint i = gl_GlobalInvocationID.x;
  uint items = state.state.itemCount[push.parity];
  uint next = push.parity ^ 1;

  bool isHere = i < items;
  uvec2 item = isHere ? t.tables.items[push.parity].values[i] : uvec2(0);
  uvec2 mask = isHere ? t.tables.masks.values[i] : uvec2(0);
  HierarchyNode node = t.tables.nodes.nodes[mask.x != 0 ? item.y : 0];
  uvec2 own = uvec2(0);
  if (mask.x != 0) {
    if (node.children == CHILDREN_GROUPS) {
      for (uint bits = mask.x; bits != 0; bits &= bits - 1) {
        own.y += chunksOf(t.tables.groups.groups[node.firstChild + findLSB(bits)]);
      }
    } else {
      own.x = bitCount(mask.x);
    }
  }
  uvec2 place = sumOfBlocks(gl_WorkGroupID.x) + sumBefore(own);
  place.y += state.state.foundBase[push.parity];

  for (uint bits = mask.x; bits != 0; bits &= bits - 1) {
    uint c = findLSB(bits);
    uint child = node.firstChild + c;
    if (node.children == CHILDREN_GROUPS) {
      uint chunks = chunksOf(t.tables.groups.groups[child]);
      for (uint chunk = 0; chunk < chunks; chunk++, place.y++) {
        if (place.y >= t.tables.foundCapacity) continue;
        t.tables.found.values[place.y] =
            uvec2((item.x & INSTANCE_MASK) | chunk << CHUNK_SHIFT, child);
      }
    } else {
      if (place.x < t.tables.itemCapacity) {
        uint mark = (mask.y >> c & 1) != 0 ? OUTSIDE : 0;
        t.tables.items[next].values[place.x] =
            node.children == CHILDREN_INSTANCES
            ? uvec2(child | mark, t.tables.instances.instances[child].rootNode)
            : uvec2((item.x & INSTANCE_MASK) | mark, child);
      }
      place.x++;
    }
  }

  if (gl_WorkGroupID.x != 0) return;
  uvec2 total = sumOfBlocks((items + GROUP - 1) / GROUP);
  if (gl_LocalInvocationIndex != 0) return;
  uint found = state.state.foundBase[push.parity] + total.y;
  uint count = min(total.x, t.tables.itemCapacity);
  if (total.x > count || found > t.tables.foundCapacity) {
    state.state.overflow |= OVERFLOW_NODES;
    found = min(found, t.tables.foundCapacity);
  }
  state.state.nodeCount += items;
  state.state.itemCount[next] = count;
  state.state.visitGroups[next].x = max((count + GROUP - 1) / GROUP, 1);
  state.state.foundBase[next] = found;
  state.state.foundCount = found;
  state.state.refineGroups.x = max((found + GROUP - 1) / GROUP, 1);
}
