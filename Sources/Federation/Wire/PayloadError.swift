import FoundationEssentials
import SwiftProtobuf

/// Why bytes are not a payload of their kind.
public enum PayloadError: Error, Hashable, Sendable {
    /// They are no message of this kind.
    case malformed
    /// A field is outside the limits of the specification; the field is named as there.
    case outOfBounds(String)
}

/// The bounds that several payloads share.
enum Bounds {
    /// Bytes of a nonce and of an id that is derived from one.
    static let objectBytes = 16
    /// The longest reason for a cancellation, in bytes of UTF-8.
    static let reasonBytes = 500

    /// Decodes a message, or says that it is none.
    static func decode<Wire: SwiftProtobuf.Message>(
        _ type: Wire.Type, _ payload: [UInt8]
    ) throws(PayloadError) -> Wire {
        do { return try Wire(serializedBytes: payload) } catch { throw .malformed }
    }

    /// Encodes a message without required fields, which cannot fail.
    static func encode(_ wire: some SwiftProtobuf.Message) -> [UInt8] {
        (try? wire.serializedBytes()) ?? []
    }

    /// Sixteen bytes that an id is derived from.
    static func nonce(_ data: Data, _ field: String = "nonce") throws(PayloadError) -> [UInt8] {
        guard data.count == objectBytes else { throw .outOfBounds(field) }
        return Array(data)
    }

    /// An id of 16 bytes.
    static func object(_ data: Data, _ field: String) throws(PayloadError) -> ObjectID {
        guard let id = ObjectID(bytes: Array(data)) else { throw .outOfBounds(field) }
        return id
    }

    /// One line of text, in bytes of UTF-8: no control characters, no line or paragraph separator.
    static func line(
        _ text: String, _ field: String, _ bytes: ClosedRange<Int>
    ) throws(PayloadError) -> String {
        let isLine = text.unicodeScalars.allSatisfy { scalar in
            !isControl(scalar) && scalar.value != 0x2028 && scalar.value != 0x2029
        }
        guard bytes.contains(text.utf8.count), isLine else { throw .outOfBounds(field) }
        return text
    }

    /// Text of several lines, in bytes of UTF-8: of the control characters only newline and tab.
    static func text(
        _ text: String, _ field: String, _ bytes: ClosedRange<Int>
    ) throws(PayloadError) -> String {
        let isText = text.unicodeScalars.allSatisfy { scalar in
            !isControl(scalar) || scalar == "\n" || scalar == "\t"
        }
        guard bytes.contains(text.utf8.count), isText else { throw .outOfBounds(field) }
        return text
    }

    /// Lines that all differ in their bytes.
    static func lines(
        _ texts: [String], _ field: String, count: ClosedRange<Int>, bytes: ClosedRange<Int>
    ) throws(PayloadError) -> [String] {
        guard count.contains(texts.count) else { throw .outOfBounds(field) }
        var seen: Set<[UInt8]> = []
        for text in texts {
            _ = try line(text, field, bytes)
            guard seen.insert(Array(text.utf8)).inserted else { throw .outOfBounds(field) }
        }
        return texts
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value)
    }
}
