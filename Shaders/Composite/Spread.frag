#version 460
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_multiview : require
#include "Shared/Frame.glsl"
#include "Composite/Samples.glsl"

layout(push_constant, scalar) uniform Push {
  FrameBuffer frame;
  uint samplesImage;  // of the last layer
} push;

// Constants 0 to 2 are those of the assembly.
layout(constant_id = 0) const uint LAYERS = 2;

layout(location = 0) in vec2 inUV;
layout(location = 0) out vec4 outColor;

// The last layer from its samples, at half of the eye image's resolution.
void main() {
  FrameBuffer f = push.frame;
  LayerView finer = f.frame.layers[LAYERS - 2].views[gl_ViewIndex];
  vec2 q = (inUV * f.frame.imageSize - finer.center) * finer.inverseRadius;
  // A few pixels of what finer layers show are read by the filter at their border.
  outColor = vec4(0.0, 0.0, 0.0, 1.0);
  if (length(q) < 1.0 - f.frame.blend - 6.0 * max(finer.inverseRadius.x, finer.inverseRadius.y)) return;
  vec2 size = vec2(textureSize(textures2DMSArray[push.samplesImage]).xy);
  outColor = finished(spreadSamples(push.samplesImage, gl_ViewIndex, inUV * size, size));
}
