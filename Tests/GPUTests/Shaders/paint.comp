#version 460
#extension GL_EXT_nonuniform_qualifier : require
layout(local_size_x = 8, local_size_y = 8) in;
layout(set = 0, binding = 2) uniform writeonly image2D images[];
layout(push_constant, std430) uniform Constants { uint target; uint scale; };

// Red is x, green is y, in steps of scale / 255.
void main() {
  ivec2 p = ivec2(gl_GlobalInvocationID.xy);
  if (any(greaterThanEqual(p, imageSize(images[target])))) return;
  imageStore(images[target], p, vec4(vec2(p) * scale / 255.0, 0, 1));
}
