#version 460
#extension GL_GOOGLE_include_directive : require
#include "Shared/Bindless.glsl"
#include "Composite/Lens.glsl"

layout(push_constant, scalar) uniform Push {
  LensBuffer lens;
  uint image;         // eye images, one layer each
  uint imageSampler;
  uint layer;
} push;

layout(constant_id = 0) const uint LENS_KIND = LENS_GRID;
// Whether the image has alpha, premultiplied. That of the panel is the one of green's place.
layout(constant_id = 1) const bool TRANSPARENT = false;

layout(location = 0) in vec2 inUV;
layout(location = 0) out vec4 outColor;

// What a display pixel must emit so that the eye sees the undistorted image through the lens: for
// each colour, the direction that the lens bends this pixel's light to, read from the eye's image.
void main() {
  LensBuffer b = push.lens;
  vec4 field = b.lens.field;
  vec2 size = vec2(textureSize(textures2DArray[push.image], 0).xy);
  vec3 color;
  float alpha = 1.0;
  float inside = 1e6;  // eye-image pixels to the nearest edge of what is shown
  for (uint c = 0; c < 3; c++) {
    float range;
    vec2 t = lensTangent(b, LENS_KIND, c, inUV, range);
    vec2 uv = vec2((t.x - field.x) / (field.y - field.x), (field.z - t.y) / (field.z - field.w));
    vec2 edge = min(uv, 1.0 - uv) * size;
    inside = min(inside, min(min(edge.x, edge.y), range));
    vec4 texel = textureLod(
        sampler2DArray(textures2DArray[push.image], samplers[push.imageSampler]),
        vec3(uv, push.layer), 0.0);
    color[c] = texel[c];
    if (TRANSPARENT && c == 1) alpha = texel.a;
  }
  // The border of the visible part fades over one pixel instead of crawling.
  float shown = clamp(inside, 0.0, 1.0);
  outColor = vec4(color * shown, TRANSPARENT ? alpha * shown : 1.0);
}
