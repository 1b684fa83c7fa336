package import FoundationEssentials
import Sodium

extension [UInt8] {
    /// The bytes in the form that generated messages hold.
    package var data: Data { Data(self) }
}

extension Bytes32 {
    /// The bytes in the form that generated messages hold.
    package var data: Data { Data(bytes) }
}

extension Signature {
    /// The bytes in the form that generated messages hold.
    package var data: Data { Data(bytes) }
}

extension EventID {
    /// The bytes in the form that generated messages hold.
    package var data: Data { bytes.data }
}

extension ChapterID {
    /// The bytes in the form that generated messages hold.
    package var data: Data { bytes.data }
}
