// A lens on the device. Mirrors LensRecord.swift; the formulas are those of Optics.
#ifndef FOVEA_LENS
#define FOVEA_LENS

#include "Shared/Bindless.glsl"

const uint LENS_EVEN_POLYNOMIAL = 0;  // scale = k0 + k1 r² + k2 r⁴ + k3 r⁶ + k4 r⁸
const uint LENS_POLYNOMIAL = 1;       // scale = k0 + k1 r + k2 r² + k3 r³ + k4 r⁴
const uint LENS_RATIONAL = 2;         // scale = k0 / (1 + k1 r² + k2 r⁴ + k3 r⁶) + k4
const uint LENS_GRID = 255;           // a table of tangents, read bilinearly

struct LensChannel {
  vec2 inputOffset;
  vec2 outputOffset;
  vec4 k;
  float last;
  float maximumRadius2;
};

layout(buffer_reference, scalar) readonly buffer GridBuffer { vec2 nodes[]; };

struct LensData {
  vec4 field;  // left, right, up, down
  vec2 inputScale;
  vec2 outputScale;
  LensChannel channels[3];
  uvec2 gridSize;
  GridBuffer grid;
};

layout(buffer_reference, scalar) readonly buffer LensBuffer { LensData lens; };

// Tangents (x right, y up) seen at a position of the viewport in one colour. `range` is positive
// inside of the lens's range and falls to 0 at its end, in about pixels.
vec2 lensTangent(LensBuffer b, uint kind, uint channel, vec2 uv, out float range) {
  range = 1e6;
  if (kind == LENS_GRID) {
    vec2 p = clamp(uv, 0.0, 1.0) * vec2(b.lens.gridSize - 1);
    uvec2 cell = min(uvec2(p), b.lens.gridSize - 2);
    vec2 t = p - vec2(cell);
    uint i = (cell.y * b.lens.gridSize.x + cell.x) * 3 + channel;
    uint below = i + b.lens.gridSize.x * 3;
    return mix(mix(b.lens.grid.nodes[i], b.lens.grid.nodes[i + 3], t.x),
               mix(b.lens.grid.nodes[below], b.lens.grid.nodes[below + 3], t.x), t.y);
  }
  LensChannel c = b.lens.channels[channel];
  vec2 p = uv * b.lens.inputScale + c.inputOffset;
  float r2 = dot(p, p);
  range = min((c.maximumRadius2 - r2) / max(c.maximumRadius2, 1e-6) * 500.0, 1e6);
  float scale;
  if (kind == LENS_RATIONAL) {
    scale = c.k.x / (1.0 + r2 * (c.k.y + r2 * (c.k.z + r2 * c.k.w))) + c.last;
  } else if (kind == LENS_POLYNOMIAL) {
    float r = sqrt(r2);
    scale = c.k.x + r * (c.k.y + r * (c.k.z + r * (c.k.w + r * c.last)));
  } else {
    scale = c.k.x + r2 * (c.k.y + r2 * (c.k.z + r2 * (c.k.w + r2 * c.last)));
  }
  return p * scale * b.lens.outputScale + c.outputOffset;
}

#endif
