// Tells how fine the textures of what is drawn should be. Mirrors TextureDemand.swift: the two change
// together.
#ifndef FOVEA_SELECT_TEXTURES
#define FOVEA_SELECT_TEXTURES

#include "Select/Select.glsl"

// What a level finer than the needed one is wanted: last, where there is room to spare.
const uint SOON = 1;

void want(TablesBuffer t, uint unit, uint wanted) {
  if (t.tables.wanted.values[unit] < wanted) atomicMax(t.tables.wanted.values[unit], wanted);
}

// A group of an instance is drawn, a metre of it in so many pixels: wants of each image of its
// material the level whose texels are as wide as pixels or a little less. How much: the octaves by
// which texels of the level coarser by one are wider than pixels.
void wantTextures(TablesBuffer t, uint index, InstanceData instance, float pixels) {
  TextureTablesBuffer d = t.tables.textures;
  uvec2 range = d.tables.materials.values[instance.material];
  float density = uintBitsToFloat(d.tables.densities.values[index]);
  if (range.y == 0 || isinf(density)) return;
  float octaves = density - log2(pixels);
  for (uint i = range.x; i < range.x + range.y; i++) {
    TextureNeed need = d.tables.needs.values[i];
    // Of texels for each pixel: the level at which they are even.
    float lod = max(octaves + need.texels, -8.0);
    int level = int(max(floor(lod), 0.0));
    if (level < int(need.levels)) {
      uint over = uint((float(level) + 1.0 - lod) * 8.0);
      want(t, d.tables.units.values[need.firstUnit + level], 1 + INSIDE + over);
    }
    if (level > 0 && level <= int(need.levels)) {
      want(t, d.tables.units.values[need.firstUnit + level - 1], SOON);
    }
  }
}

#endif
