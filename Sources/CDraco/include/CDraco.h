// A C face for the Draco decoder (KHR_draco_mesh_compression). No exception leaves it.
#ifndef FOVEA_CDRACO_H
#define FOVEA_CDRACO_H
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct fovea_draco_mesh fovea_draco_mesh;

/// What the data may claim. Checked when its headers are read, before memory is taken for them.
typedef struct {
  uint32_t vertices;
  uint32_t triangles;
  /// Vertices × bytes per vertex, all attributes together.
  uint64_t attribute_bytes;
} fovea_draco_limits;

/// Decodes a triangle mesh of bitstream 2.2, the one that glTF allows. Null when the data is
/// damaged, beyond the limits or not a mesh; then `out_error` (capacity `error_capacity`,
/// terminated) says why. The caller frees the result with fovea_draco_free.
fovea_draco_mesh *fovea_draco_decode(const uint8_t *bytes, size_t count,
                                     const fovea_draco_limits *limits, char *out_error,
                                     size_t error_capacity);
void fovea_draco_free(fovea_draco_mesh *mesh);

uint32_t fovea_draco_vertex_count(const fovea_draco_mesh *mesh);
uint32_t fovea_draco_triangle_count(const fovea_draco_mesh *mesh);

/// Writes 3 × triangle count indices, each below the vertex count, to `out_indices`. Returns 0 if
/// `capacity` is smaller or an index is not.
int fovea_draco_indices(const fovea_draco_mesh *mesh, uint32_t *out_indices, size_t capacity);

/// Components of the attribute with this unique id, 0 if there is none.
uint32_t fovea_draco_components(const fovea_draco_mesh *mesh, uint32_t unique_id);

/// Writes vertex count × components values as stored: integers are not normalised. Returns 0 if
/// there is no such attribute, `capacity` is smaller or a value is no number.
int fovea_draco_values(const fovea_draco_mesh *mesh, uint32_t unique_id, float *out_values,
                       size_t capacity);

#ifdef __cplusplus
}
#endif
#endif
