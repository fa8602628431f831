// A C face for the Draco decoder (KHR_draco_mesh_compression).
#ifndef FOVEA_CDRACO_H
#define FOVEA_CDRACO_H
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct fovea_draco_mesh fovea_draco_mesh;

/// Decodes a triangle mesh. Null when the data is damaged or not a mesh; then `out_error` (capacity
/// `error_capacity`, terminated) says why. The caller frees the result with fovea_draco_free.
fovea_draco_mesh *fovea_draco_decode(const uint8_t *bytes, size_t count, char *out_error,
                                     size_t error_capacity);
void fovea_draco_free(fovea_draco_mesh *mesh);

uint32_t fovea_draco_vertex_count(const fovea_draco_mesh *mesh);
uint32_t fovea_draco_triangle_count(const fovea_draco_mesh *mesh);

/// Writes 3 × triangle count indices to `out_indices`. Returns 0 if `capacity` is smaller.
int fovea_draco_indices(const fovea_draco_mesh *mesh, uint32_t *out_indices, size_t capacity);

/// Components of the attribute with this unique id, 0 if there is none.
uint32_t fovea_draco_components(const fovea_draco_mesh *mesh, uint32_t unique_id);

/// Writes vertex count × components floats; integers are normalised if the attribute says so.
/// Returns 0 if there is no such attribute or `capacity` is smaller.
int fovea_draco_floats(const fovea_draco_mesh *mesh, uint32_t unique_id, float *out_values,
                       size_t capacity);

/// As above, as unsigned integers (joints).
int fovea_draco_integers(const fovea_draco_mesh *mesh, uint32_t unique_id, uint32_t *out_values,
                         size_t capacity);

#ifdef __cplusplus
}
#endif
#endif
