/// What bends an instance. Mirrors Shaders/Shared/Bend.glsl: the two change together.
struct BendRecord: BitwiseCopyable {
  /// Device addresses: of three rows of a matrix for each joint, of a weight for each target, and of the
  /// part's table of rows.
  var joints: UInt64 = 0
  var weights: UInt64 = 0
  var rows: UInt64 = 0
  var rowCount: UInt32 = 0
  var rowWords: UInt32 = 0
  /// None: the instance goes with the first joint as a whole.
  var jointSets: UInt32 = 0
  var targets: UInt32 = 0
  /// 1: targets have normals; 2: tangents.
  var flags: UInt32 = 0
  var unused: UInt32 = 0
}
