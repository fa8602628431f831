#version 460
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_multiview : require
#include "Composite/Layers.glsl"

layout(push_constant, scalar) uniform Push {
  FrameBuffer frame;
  uint imageSampler;
} push;

layout(location = 0) in vec2 inUV;
layout(location = 0) out vec4 outColor;

// The whole eye image from its layers, undistorted.
void main() {
  vec2 p = inUV * push.frame.frame.imageSize;
  outColor = finished(layeredColor(push.frame, gl_ViewIndex, p, push.imageSampler));
}
