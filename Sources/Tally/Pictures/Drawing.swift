/// The text of a picture while it is put together; everything that is not markup is escaped.
///
/// Places across are parts of the width, so that a picture fills what room it has and its words stay
/// as large as they are. Colours come from the classes alone.
struct Drawing {
    /// What goes into an attribute of an element.
    typealias Attributes = KeyValuePairs<String, String>

    private var text = ""

    /// The picture with its name and description, which screen readers say instead of it.
    func svg(_ kind: String, id: String, height: Int, title: String, description: String) -> String
    {
        var whole = Drawing()
        let attributes: Attributes = [
            "xmlns": "http://www.w3.org/2000/svg", "class": "count-picture \(kind)", "role": "img",
            "width": "100%", "height": "\(height)",
            "aria-labelledby": "\(id)-title", "aria-describedby": "\(id)-description",
        ]
        whole.open("svg", attributes)
        whole.element("title", ["id": "\(id)-title"], title)
        whole.element("desc", ["id": "\(id)-description"], description)
        whole.text += text
        whole.close("svg")
        return whole.text
    }

    mutating func open(_ name: String, _ attributes: Attributes) {
        text += "<\(name)" + Self.written(attributes) + ">"
    }

    mutating func close(_ name: String) { text += "</\(name)>" }

    mutating func element(_ name: String, _ attributes: Attributes, _ content: String? = nil) {
        text += "<\(name)" + Self.written(attributes)
        text += content.map { ">\(Self.escaped($0))</\(name)>" } ?? "/>"
    }

    /// Words that begin at the left and are cut off where their room ends, with the whole of them
    /// under the pointer.
    mutating func words(
        _ words: String, kind: String, left: Int = 0, width: Int, y: Int, after pixels: Int = 0
    ) {
        open(
            "svg",
            [
                "x": percent(left), "y": "\(y - 16)", "width": percent(width), "height": "22",
                "overflow": "hidden",
            ])
        open("text", ["class": kind, "x": "\(pixels)", "y": "16"])
        element("title", [:], words)
        text += Self.escaped(words)
        close("text")
        close("svg")
    }

    private static func written(_ attributes: Attributes) -> String {
        attributes.map { " \($0.key)=\"\(escaped($0.value))\"" }.joined()
    }

    /// Text that means itself in XML; what XML cannot hold is replaced.
    static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "'": escaped += "&#39;"
            case "\t", "\n", "\r": escaped += " "
            case "\u{0}"..."\u{1F}", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}":
                escaped += "\u{FFFD}"
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}

/// Thousandths of the width, as SVG writes them.
func percent(_ thousandths: Int) -> String {
    thousandths % 10 == 0 ? "\(thousandths / 10)%" : "\(thousandths / 10).\(thousandths % 10)%"
}

/// How large a value is where another is as large as the room, rounded to the nearest.
func share(_ value: Int128, of whole: Int128, room: Int) -> Int {
    guard whole > 0 else { return 0 }
    return Int((max(0, value) * Int128(room) * 2 + whole) / (whole * 2))
}
