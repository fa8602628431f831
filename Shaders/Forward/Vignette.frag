#version 460
#extension GL_GOOGLE_include_directive : require
#include "Shared/Frame.glsl"

layout(push_constant, scalar) uniform Push {
  FrameBuffer frame;
  float strength;
} push;

layout(location = 0) in vec2 inTangent;
layout(location = 0) out vec4 outColor;

// Tangents of the angles to the eye's axis at which the darkness begins, and is as deep as it gets.
const float BEGIN = 0.36;  // 20 degrees
const float END = 0.84;    // 40 degrees

void main() {
  outColor = vec4(0.0, 0.0, 0.0, push.strength * smoothstep(BEGIN, END, length(inTangent)));
}
