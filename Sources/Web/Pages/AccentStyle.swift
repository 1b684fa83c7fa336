import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// A chapter's accent colour, `#b01650`, and the stylesheet that carries it.
///
/// The address of the stylesheet holds the colour, so browsers may keep it for good and a new
/// colour is a new address. What is served depends on nothing else.
struct AccentStyle: Hashable, Sendable {
    /// `#` and six hexadecimal digits.
    let colour: String

    init?(_ colour: String) {
        let digits = colour.dropFirst()
        guard colour.hasPrefix("#"), digits.utf8.count == 6,
            digits.utf8.allSatisfy({ (48...57).contains($0) || (97...102).contains($0) })
        else { return nil }
        self.colour = colour
    }

    /// Where the stylesheet is.
    var address: String { "/accent/\(colour.dropFirst()).css" }

    /// How light it looks, from 0 for black to 1 for white: the L of OKLab.
    var lightness: Double {
        let number = Int(colour.dropFirst(), radix: 16) ?? 0
        let (r, g, b) = (linear(number >> 16), linear(number >> 8 & 255), linear(number & 255))
        let l = cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
        let m = cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
        let s = cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
        return 0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s
    }

    private func linear(_ value: Int) -> Double {
        let part = Double(value & 255) / 255
        return part <= 0.04045 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4)
    }

    /// Lighter than this, letters by day are darkened; the stylesheet has the same number.
    static let darkestByDay = 0.45
    /// Darker than this, letters by night are lightened; the stylesheet has the same number.
    static let lightestByNight = 0.8

    /// Serves every colour's stylesheet.
    static func add(to router: Router<Context>) {
        router.group("accent").add(middleware: SecurityHeaders()).get(":colour") { _, context in
            let name = context.parameters.get("colour") ?? ""
            guard name.hasSuffix(".css"), let style = AccentStyle("#\(name.dropLast(4))") else {
                throw HTTPError(.notFound)
            }
            return Response(
                status: .ok,
                headers: [
                    .contentType: "text/css; charset=utf-8",
                    .cacheControl: "public, max-age=31536000, immutable",
                ],
                body: ResponseBody(
                    byteBuffer: ByteBuffer(string: ":root{--chapter:\(style.colour)}")))
        }
    }
}
