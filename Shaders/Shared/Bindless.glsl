// The one descriptor set: every sampled image, sampler and storage image by index. All else goes by
// buffer address. Indices are dynamically uniform within a draw (one instance each), so no
// nonuniform qualifier is needed where they come from the instance.
#ifndef FOVEA_BINDLESS
#define FOVEA_BINDLESS

#extension GL_EXT_nonuniform_qualifier : require
#extension GL_EXT_samplerless_texture_functions : require
#extension GL_EXT_buffer_reference : require
#extension GL_EXT_buffer_reference2 : require
#extension GL_EXT_scalar_block_layout : require

layout(set = 0, binding = 0) uniform texture2D textures2D[];
layout(set = 0, binding = 0) uniform texture2DArray textures2DArray[];
layout(set = 0, binding = 0) uniform textureCube texturesCube[];
layout(set = 0, binding = 0) uniform texture2DMSArray textures2DMSArray[];
layout(set = 0, binding = 1) uniform sampler samplers[];
layout(set = 0, binding = 1) uniform samplerShadow shadowSamplers[];
layout(set = 0, binding = 2) uniform writeonly image2D images2D[];
layout(set = 0, binding = 2) uniform writeonly image2DArray images2DArray[];

#endif
