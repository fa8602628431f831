/// What becomes of levels of images on the reader's threads, where a device wants texels in place of
/// blocks. Called on any thread, for different units at once.
package protocol LevelUnpacking: Sendable {
  /// Bytes of a unit's texels; nil for a level that stays as it is stored.
  func texelBytes(ofUnit unit: Int) -> Int?

  /// Turns a level's rows of blocks into as many bytes of texels.
  func unpack(
    unit: Int, _ blocks: UnsafeRawBufferPointer, into texels: UnsafeMutableRawBufferPointer)
}
