#version 460
#extension GL_GOOGLE_include_directive : require
#include "Heat/Coverage.glsl"

layout(push_constant, scalar) uniform Push {
  layout(offset = 8) MaterialBuffer materials;
} push;

layout(constant_id = 1) const uint ALPHA_MODE = 0;  // 0 opaque, 1 mask, 2 blend
layout(constant_id = 2) const bool HAS_VERTEX_COLORS = true;

layout(location = 3) in vec4 inUV;
layout(location = 4) in vec4 inColor;
layout(location = 5) flat in uvec2 inMaterial;
layout(location = 6) flat in vec2 inDetail;

layout(location = 0) out vec2 outDetail;

// What is seen tells of its detail; what a mask cuts away does not.
void main() {
  MaterialData material = push.materials.materials[inMaterial.x];
  bool front = gl_FrontFacing != ((inMaterial.y & MATERIAL_MIRRORED) != 0);
  float vertexAlpha = HAS_VERTEX_COLORS ? inColor.a : 1.0;
  if (isLeftOut(material, ALPHA_MODE, front, vertexAlpha, inUV)) discard;
  outDetail = inDetail;
}
