import CQRCode

/// A QR code as a picture: a path of squares in a view box, for the partial `frame-qr`.
struct QRCode: Sendable {
    /// The path's data: one square a dark module.
    let path: String
    /// The view box, with the quiet zone of four modules that readers need.
    let viewBox: String

    /// Reads as `text`; nil for a text that is too long for a QR code (about 2,300 bytes).
    init?(_ text: String) {
        guard let code = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M) else { return nil }
        defer { QRcode_free(code) }
        let width = Int(code.pointee.width)
        guard let modules = code.pointee.data else { return nil }
        var path = ""
        for y in 0..<width {
            for x in 0..<width where modules[y * width + x] & 1 == 1 {
                path += "M\(x) \(y)h1v1h-1z"
            }
        }
        self.path = path
        viewBox = "-4 -4 \(width + 8) \(width + 8)"
    }
}
