#version 460
#extension GL_GOOGLE_include_directive : require
#include "Shared/Bindless.glsl"

layout(buffer_reference, scalar, buffer_reference_align = 4) readonly buffer TextBuffer { uint words[]; };

layout(push_constant, scalar) uniform Push {
  TextBuffer text;    // a byte for each character, line after line
  ivec2 origin;       // of the text in the image
  ivec2 cell;         // size of a character
  uint columns;       // characters of a line
  uint rows;
  uint atlas;
  uint atlasColumns;  // characters side by side in the atlas
} push;

layout(location = 0) out vec4 outColor;

const vec3 INK = vec3(0.80, 0.84, 0.88);
const vec3 STRESSED = vec3(1.0, 0.62, 0.12);
const vec4 PAPER = vec4(0.006, 0.008, 0.011, 0.86);
const uint FIRST = 32u;

// Dark, with the characters on it; straight alpha.
void main() {
  outColor = PAPER;
  ivec2 place = ivec2(gl_FragCoord.xy) - push.origin;
  if (any(lessThan(place, ivec2(0)))) return;
  uvec2 cell = uvec2(place / push.cell);
  if (cell.x >= push.columns || cell.y >= push.rows) return;
  uint index = cell.y * push.columns + cell.x;
  uint code = push.text.words[index >> 2] >> ((index & 3u) * 8u) & 0xffu;
  uint glyph = (code & 0x7fu) - FIRST;
  ivec2 corner = ivec2(glyph % push.atlasColumns, glyph / push.atlasColumns) * push.cell;
  float cover = texelFetch(textures2D[push.atlas], corner + place % push.cell, 0).r;
  outColor = mix(PAPER, vec4((code & 0x80u) != 0u ? STRESSED : INK, 1.0), cover);
}
