// The farthest depth of squares of pixels, in levels of growing squares, and what is hidden behind
// it. Mirrors PyramidConstants.swift: the two change together.
#ifndef FOVEA_PYRAMID
#define FOVEA_PYRAMID

#include "Shared/Frame.glsl"

const uint PYRAMID_LEVELS = 12;
const uint PYRAMID_SIDE = 4;  // pixels of a side of the finest texels

layout(buffer_reference, scalar) buffer DepthBuffer { float depths[]; };

struct PyramidView {
  vec4 position;  // metres, world
  vec4 axes[3];   // x, y, z of the eye in world space
  vec4 tangents;  // left, right, up, down
};

// Where the values of a level stand: row by row, view after view.
struct PyramidLevel {
  uint first;
  uint row;   // values from one row to the next
  uint view;  // and from one view to the next
  uint unused;
};

struct PyramidConstants {
  PyramidView views[MAX_VIEWS];
  PyramidLevel levels[PYRAMID_LEVELS];
  vec2 size;       // pixels that were drawn
  float near;      // metres; depth is near over the distance along the axis of view
  uint viewCount;  // 0: nothing was drawn yet, and nothing is hidden
  DepthBuffer depths;
  uint levelCount;
  uint unused;
};

layout(buffer_reference, scalar) readonly buffer PyramidBuffer { PyramidConstants pyramid; };

// Smallest and largest tangent under which a sphere in front of the eye is seen along one axis: those
// of the lines that touch it. `side` and `depth` are where its centre is.
vec2 tangentRange(float side, float depth, float radius) {
  float s = sqrt(max(side * side + depth * depth - radius * radius, 0.0));
  return vec2((side * s - radius * depth) / (depth * s + radius * side),
              (side * s + radius * depth) / (depth * s - radius * side));
}

const uint UNSEEN = 0;   // outside of the image, or behind the eye
const uint BEHIND = 1;
const uint VISIBLE = 2;  // perhaps

uint stateIn(PyramidBuffer p, uint index, vec4 sphere) {
  PyramidView v = p.pyramid.views[index];
  vec3 d = sphere.xyz - v.position.xyz;
  float depth = -dot(v.axes[2].xyz, d);
  // Drawn depths are a little off on steep triangles.
  float radius = sphere.w * 1.02;
  if (depth + radius < 0.0) return UNSEEN;
  float nearest = (depth - radius) * 0.9999;
  if (nearest <= p.pyramid.near) return VISIBLE;
  vec2 x = tangentRange(dot(v.axes[0].xyz, d), depth, radius);
  vec2 y = tangentRange(dot(v.axes[1].xyz, d), depth, radius);
  vec4 t = v.tangents;
  vec2 size = p.pyramid.size;
  vec2 scale = size / vec2(t.y - t.x, t.z - t.w);
  // A pixel more on all sides: corners of triangles are rounded to parts of pixels.
  vec2 low = vec2(x.x - t.x, t.z - y.y) * scale - 1.0;
  vec2 high = vec2(x.y - t.x, t.z - y.x) * scale + 1.0;
  if (any(lessThan(high, vec2(0.0))) || any(greaterThanEqual(low, size))) return UNSEEN;
  uvec2 first = uvec2(max(low, vec2(0.0))) / PYRAMID_SIDE;
  uvec2 last = uvec2(min(high, size - 1.0)) / PYRAMID_SIDE;
  // The finest level at which a few texels hold it.
  uint span = max(last.x - first.x, last.y - first.y);
  uint level = span < 4 ? 0 : min(uint(findMSB(span)) - 1, p.pyramid.levelCount - 1);
  PyramidLevel l = p.pyramid.levels[level];
  first >>= level;
  last >>= level;
  for (uint row = first.y; row <= last.y; row++) {
    uint place = l.first + index * l.view + row * l.row;
    for (uint column = first.x; column <= last.x; column++) {
      if (p.pyramid.depths.depths[place + column] * nearest <= p.pyramid.near) return VISIBLE;
    }
  }
  return BEHIND;
}

// Whether a sphere is behind what was drawn in every view that it is in, and in one at least.
bool isHidden(PyramidBuffer pyramid, vec4 sphere) {
  uint count = pyramid.pyramid.viewCount;
  bool isSeen = false;
  for (uint i = 0; i < count; i++) {
    uint state = stateIn(pyramid, i, sphere);
    if (state == VISIBLE) return false;
    isSeen = isSeen || state == BEHIND;
  }
  return isSeen;
}

#endif
