#version 460
#extension GL_EXT_buffer_reference : require
#extension GL_EXT_nonuniform_qualifier : require
#extension GL_EXT_scalar_block_layout : require
#extension GL_EXT_samplerless_texture_functions : require
layout(local_size_x = 8, local_size_y = 8) in;
layout(set = 0, binding = 0) uniform texture2D textures[];
layout(set = 0, binding = 1) uniform sampler samplers[];
layout(buffer_reference, scalar) buffer Texels { vec4 values[]; };
layout(push_constant, scalar) uniform Constants {
  Texels texels; uint source; uint how; uint width; uint height; float lod;
};

// Samples the middle of each texel of a width × height grid.
void main() {
  uvec2 p = gl_GlobalInvocationID.xy;
  if (p.x >= width || p.y >= height) return;
  vec2 uv = (vec2(p) + 0.5) / vec2(width, height);
  texels.values[p.y * width + p.x] =
      textureLod(sampler2D(textures[source], samplers[how]), uv, lod);
}
