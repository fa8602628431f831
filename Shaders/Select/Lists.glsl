// What a selection works on and leaves behind. Mirrors SelectLists.swift: the two change together.
#ifndef FOVEA_LISTS
#define FOVEA_LISTS

#include "Shared/Hierarchy.glsl"
#include "Shared/Scene.glsl"

const uint BINS = 64;

const uint OVERFLOW_NODES = 1;     // something is missing in the picture
const uint OVERFLOW_CLUSTERS = 2;

// What an instance is, in its flags, besides the material's.
const uint INSTANCE_HAS_CONES = 32;
const uint INSTANCE_BUCKET_SHIFT = 8;
const uint BUCKET_BLENDED = 4;

uint bucketOf(InstanceData instance) { return instance.flags >> INSTANCE_BUCKET_SHIFT & 7; }

layout(buffer_reference, scalar) buffer PairBuffer { uvec2 values[]; };

// An image that a material reads.
struct TextureNeed {
  uint firstUnit;  // in the list of units
  uint levels;     // that have units
  float texels;    // log2 of those for each UV unit
};

layout(buffer_reference, scalar) readonly buffer NeedBuffer { TextureNeed values[]; };

// See Textures.glsl.
struct TextureTables {
  PairBuffer materials;   // first need, and how many
  NeedBuffer needs;
  UintBuffer units;       // of each image's levels, finest first
  UintBuffer densities;   // by instance: bits of log2 of UV units for each metre; infinite: none
};

layout(buffer_reference, scalar) readonly buffer TextureTablesBuffer { TextureTables tables; };

struct SelectState {
  uvec3 visitGroups[2];  // work groups of the next dispatches
  uvec3 refineGroups;
  uvec3 drawGroups;
  uint drawCounts[2];    // of shadows: opaque, masked
  uint itemCount[2];     // of the level
  uint foundBase[2];     // pieces of groups that were found before the level
  uint foundCount;
  uint solidCount;       // selected
  uint blendedCount;
  uint overflow;
  float threshold;       // in effect: raised when more is found than fits
  uint nodeCount;        // visited
  uint clusterCount;     // of all groups found: what the threshold is held to
  uint firstBin;         // groups of lower bins are left to coarser ones
  uint uncoveredCount;   // groups seen that are not there, though nothing coarser stands in for them
  uint histogram[BINS];  // clusters found, by half octaves of their groups' errors
};

layout(buffer_reference, scalar) buffer StateBuffer { SelectState state; };

struct SelectTables {
  NodeBuffer nodes;
  GroupBuffer groups;
  InstanceBuffer instances;
  ClusterBufferRef clusters;  // by slot
  UintBuffer slots;           // by unit: slot, or NO_SLOT
  UintBuffer wanted;          // by unit: how much it is needed; 0: not at all
  PairBuffer items[2];
  PairBuffer masks;           // per item: children to enter, those of them outside
  PairBuffer blocks;          // per GROUP items: nodes, pieces of groups; or solid, blended clusters
  PairBuffer found;
  PairBuffer selected;        // instance, cluster; solid ones from the front, blended from the end
  StateBuffer state;
  TextureTablesBuffer textures;
  uint rootNode;
  uint unitCount;
  uint itemCapacity;
  uint foundCapacity;
  uint selectedCapacity;
  uint hasTextures;           // whether any image has levels that come and go
};

layout(buffer_reference, scalar) readonly buffer TablesBuffer { SelectTables tables; };

const uint NO_SLOT = 0xffffffffu;
const uint NO_NODE = 0xffffffffu;
const uint PAGE_CLUSTERS = 256;    // PageLimits of SceneStore
const uint PAGE_VERTICES = 4096;
const uint PAGE_INDICES = 24576;

DrawCommand commandFor(uint instance, uint cluster, Cluster c) {
  uint slot = cluster / PAGE_CLUSTERS;
  return DrawCommand(c.indexCount, 1u, slot * PAGE_INDICES + c.firstIndex,
                     int(slot * PAGE_VERTICES + c.firstVertex), instance);
}

#endif
