package import Numerics

/// A headset as an instrument: what it displays, where the eyes are, and what the lenses do. Plain
/// values; read from a JSON file, see `load(path:)`.
package struct HeadsetProfile: Sendable {
  /// The whole display with both eyes side by side.
  package struct Display: Equatable, Sendable {
    /// Pixels.
    package var width: Int
    /// Pixels.
    package var height: Int
    package var refreshHz: Double
    /// From the first to the last row of one frame; 0 when all rows light up together.
    package var scanoutNanoseconds: UInt64

    package init(width: Int, height: Int, refreshHz: Double, scanoutNanoseconds: UInt64 = 0) {
      (self.width, self.height) = (width, height)
      (self.refreshHz, self.scanoutNanoseconds) = (refreshHz, scanoutNanoseconds)
    }

    /// Time of one frame, rounded to nanoseconds.
    package var periodNanoseconds: UInt64 { UInt64((1e9 / refreshHz).rounded()) }
  }

  /// Where numbers of a profile come from.
  package struct Source: Equatable, Sendable {
    /// JSON pointer to the value or group of values.
    package var pointer: String
    package var text: String
  }

  /// Short name, as on the command line.
  package var name: String
  package var title: String
  package var notes: String
  package var sources: [Source]
  package var display: Display
  /// Default distance between the eyes, metres.
  package var ipdMetres: Double
  /// Default size of each eye's image, pixels.
  package var eyeImageWidth: Int
  package var eyeImageHeight: Int
  /// Left, right.
  package var eyes: (left: EyeProfile, right: EyeProfile)

  package func eye(_ index: Int) -> EyeProfile { index == 0 ? eyes.left : eyes.right }

  /// What the eyes of a head see: left, right.
  /// - Parameters:
  ///   - head: `T_world_head`; its origin is the point between the eyes.
  ///   - ipd: distance between the eyes in metres; the profile's default when nil.
  package func views(head: Pose, ipd: Float? = nil) -> (left: View, right: View) {
    let half = (ipd ?? Float(ipdMetres)) / 2
    func view(_ eye: EyeProfile, _ x: Float) -> View {
      View(
        pose: head * Pose(position: Float3(x, 0, 0), orientation: eye.orientation),
        fieldOfView: eye.fieldOfView)
    }
    return (view(eyes.left, -half), view(eyes.right, half))
  }
}
