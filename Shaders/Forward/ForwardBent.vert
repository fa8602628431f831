#version 460
#extension GL_GOOGLE_include_directive : require
#extension GL_EXT_multiview : require
#define BENDS
#include "Forward/Vertex.glsl"

layout(push_constant, scalar) uniform Push {
  FrameBuffer frame;
  MaterialBuffer materials;
} push;

void main() { placeVertex(push.frame); }
