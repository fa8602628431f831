// An eye image that was drawn in layers of falling density, put together.
#ifndef FOVEA_LAYERS
#define FOVEA_LAYERS

#include "Shared/Frame.glsl"
#include "Composite/Samples.glsl"

layout(constant_id = 0) const uint LAYERS = 1;
layout(constant_id = 1) const bool RECTANGLE = false;
// A bit for each layer whose samples are read.
layout(constant_id = 2) const uint SAMPLED_LAYERS = 0;

vec4 layerColor(FrameBuffer f, uint index, uint view, vec2 p, uint layerSampler) {
  LayerView v = f.frame.layers[index].views[view];
  vec2 texel = (p - v.origin) * v.perPitch;
  vec2 drawn = f.frame.layers[index].drawn;
  uint image = f.frame.layers[index].image;
  if ((SAMPLED_LAYERS & (1u << index)) != 0) {
    return v.perPitch.x == 1.0 ? averageSamples(image, view, texel)
                               : spreadSamples(image, view, texel, drawn);
  }
  texel = clamp(texel, vec2(0.5), drawn - 0.5) * f.frame.layers[index].inverseSize;
  return textureLod(sampler2DArray(textures2DArray[image], samplers[layerSampler]),
                    vec3(texel, view), 0.0);
}

// Colour at a place of the eye image in pixels: the densest layer whose region holds it, and near
// the region's border a mix with the next one, in linear light.
vec4 layeredColor(FrameBuffer f, uint view, vec2 p, uint layerSampler) {
  for (uint i = 0; i + 1 < LAYERS; i++) {
    LayerView v = f.frame.layers[i].views[view];
    vec2 q = (p - v.center) * v.inverseRadius;
    float d = RECTANGLE ? max(abs(q.x), abs(q.y)) : length(q);
    if (d >= 1.0) continue;
    vec4 color = layerColor(f, i, view, p, layerSampler);
    float weight = smoothstep(1.0 - f.frame.blend, 1.0, d);
    if (weight > 0.0) {
      color = mix(color, layerColor(f, i + 1, view, p, layerSampler), weight);
    }
    return color;
  }
  return layerColor(f, LAYERS - 1, view, p, layerSampler);
}

#endif
