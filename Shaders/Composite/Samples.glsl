// Coarse pixels with several samples, spread over the finer pixels that the samples lie in.
#ifndef FOVEA_SAMPLES
#define FOVEA_SAMPLES

#include "Shared/Bindless.glsl"

layout(constant_id = 3) const uint SAMPLES = 4;
// Whether the images have alpha, premultiplied; else it is 1.
layout(constant_id = 4) const bool TRANSPARENT = false;

vec4 finished(vec4 color) { return TRANSPARENT ? color : vec4(color.rgb, 1.0); }

// Vulkan's standard sample locations.
const vec2 LOCATIONS_2[2] = vec2[](vec2(0.75, 0.75), vec2(0.25, 0.25));
const vec2 LOCATIONS_4[4] = vec2[](vec2(0.375, 0.125), vec2(0.875, 0.375), vec2(0.125, 0.625),
                                   vec2(0.625, 0.875));
const vec2 LOCATIONS_8[8] = vec2[](vec2(0.5625, 0.3125), vec2(0.4375, 0.6875),
                                   vec2(0.8125, 0.5625), vec2(0.3125, 0.1875),
                                   vec2(0.1875, 0.8125), vec2(0.0625, 0.4375),
                                   vec2(0.6875, 0.9375), vec2(0.9375, 0.0625));

vec2 sampleLocation(uint i) {
  return SAMPLES == 2 ? LOCATIONS_2[i] : SAMPLES == 4 ? LOCATIONS_4[i] : LOCATIONS_8[i];
}

// Radius of the filter over samples, in coarse pixels.
const float REACH = 0.9;

// A pixel as the device would resolve it.
vec4 averageSamples(uint image, uint layer, vec2 place) {
  vec4 sum = vec4(0.0);
  for (uint s = 0; s < SAMPLES; s++) {
    sum += texelFetch(textures2DMSArray[image], ivec3(place, layer), int(s));
  }
  return sum / float(SAMPLES);
}

// Colour at a place of a coarse image, in its pixels. Where no edge runs through the four pixels
// around it, they are interpolated; where one does, the samples near the place say on which side of
// it the place lies.
vec4 spreadSamples(uint image, uint layer, vec2 place, vec2 size) {
  vec2 corner = floor(place - 0.5);
  vec2 t = place - 0.5 - corner;
  vec4 smoothColor = vec4(0.0);
  vec4 sharp = vec4(0.0);
  float weight = 0.0;
  float edge = 0.0;
  for (uint i = 0; i < 4; i++) {
    vec2 offset = vec2(i & 1, i >> 1);
    vec2 pixel = clamp(corner + offset, vec2(0.0), size - 1.0);
    vec2 w = mix(1.0 - t, t, offset);
    vec4 sum = vec4(0.0);
    vec4 low = vec4(1e9);
    vec4 high = vec4(0.0);
    for (uint s = 0; s < SAMPLES; s++) {
      vec4 c = texelFetch(textures2DMSArray[image], ivec3(pixel, layer), int(s));
      sum += c;
      low = min(low, c);
      high = max(high, c);
      vec2 d = pixel + sampleLocation(s) - place;
      float near = max(1.0 - dot(d, d) / (REACH * REACH), 0.0);
      sharp += c * (near * near);
      weight += near * near;
    }
    smoothColor += sum * (w.x * w.y / float(SAMPLES));
    vec4 contrast = (high - low) / (high + 0.02);
    float most = max(contrast.r, max(contrast.g, contrast.b));
    edge += w.x * w.y * (TRANSPARENT ? max(most, contrast.a) : most);
  }
  if (weight <= 0.0) return smoothColor;
  return mix(smoothColor, sharp / weight, smoothstep(0.02, 0.15, edge));
}

#endif
