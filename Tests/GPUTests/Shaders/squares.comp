#version 460
#extension GL_EXT_buffer_reference : require
#extension GL_EXT_scalar_block_layout : require
layout(local_size_x = 64) in;
layout(constant_id = 0) const uint factor = 1;
layout(buffer_reference, scalar) buffer Numbers { uint values[]; };
layout(push_constant, scalar) uniform Constants { Numbers numbers; uint count; };

void main() {
  uint i = gl_GlobalInvocationID.x;
  if (i < count) numbers.values[i] = i * i * factor;
}
