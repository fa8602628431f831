#version 460
#extension GL_GOOGLE_include_directive : require
#include "Shared/Bend.glsl"

layout(local_size_x = 64) in;

struct Vertex {
  vec3 position;
  vec3 normal;
};

layout(buffer_reference, scalar) buffer Vertices { Vertex values[]; };
layout(buffer_reference, scalar) readonly buffer Rows { uint values[]; };

layout(push_constant, scalar) uniform Push {
  BendBuffer bends;
  Vertices vertices;
  Rows rows;
  uint bend;
  uint count;
} push;

// What the shaders of surfaces do with each vertex.
void main() {
  uint i = gl_GlobalInvocationID.x;
  if (i >= push.count) return;
  Vertex v = push.vertices.values[i];
  BentVertex b = bend(push.bends.bends[push.bend], push.rows.values[i], v.position, v.normal,
                      vec4(1.0, 0.0, 0.0, 1.0));
  push.vertices.values[i] = Vertex(b.position, b.normal);
}
