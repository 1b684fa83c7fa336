import Chapter

/// A map on which one presses to say where something is, without a script: a picture that sends the
/// form it is in.
///
/// A picture says where on it was pressed in pixels, so it has a size that is known: a small one for
/// a phone and a large one, of which the stylesheet shows one. Who does not see it, or uses the
/// keyboard alone, types the two numbers below. The partial `places-pin` prints it.
struct PinMap: Sendable {
    /// A picture of so many pixels, under the name with which it is sent.
    static let sizes: [(name: String, pixels: Int)] = [("small", 240), ("large", 600)]

    /// One of the two pictures.
    struct Picture: Sendable {
        let name: String
        let pixels: Int
    }

    /// The page that shows it and gets what was pressed.
    let action: String
    let hidden: [HiddenField]
    let pictures: [Picture]
    let source: String
    let moves: [AtlasMove]
    /// The point that is marked now.
    let marked: String?

    /// The map of a view; `carried` are the fields of the page's address.
    init(
        _ drawing: PlaceDrawing, at action: String, carried: [HiddenField] = [],
        marked: GeoPoint?, isWhole: Bool, _ words: Wording
    ) {
        self.action = action
        let view = drawing.view.text
        hidden = carried + [HiddenField(name: "bbox", value: view)]
        pictures = Self.sizes.map { Picture(name: $0.name, pixels: $0.pixels) }
        let mark = marked.map { [HiddenField(name: "at", value: $0.text)] } ?? []
        func address(_ path: String, _ fields: [HiddenField]) -> String {
            let query = fields.map { "\($0.name)=\($0.value.forQuery)" }.joined(separator: "&")
            return query.isEmpty ? path : "\(path)?\(query)"
        }
        source = address(
            "/people/map/drawing.svg", [HiddenField(name: "bbox", value: view)] + mark)
        moves = AtlasMove.all(
            drawing.view, from: address(action, carried + mark), isWhole: isWhole, words)
        self.marked = marked.map { words.degrees($0) }
    }

    /// Where the map of a form was pressed, or the point that its address carries.
    ///
    /// A key presses the corner of the picture: that is no place.
    static func marked(_ form: Form) -> GeoPoint? {
        if let view = PlaceView(form["bbox"]) {
            for (name, pixels) in sizes {
                guard let x = Int(form["\(name).x"]), let y = Int(form["\(name).y"]),
                    (x, y) != (0, 0)
                else { continue }
                let size = Double(pixels)
                return view.point(x: (Double(x) + 0.5) / size, y: (Double(y) + 0.5) / size)
            }
        }
        return GeoPoint(typed: form["at"])
    }
}

extension PlaceDrawing {
    /// The picture as a file of SVG, with a mark at a point.
    ///
    /// It is looked at by itself, so it brings its colours: greys that can be seen on light and on
    /// dark ground.
    func svg(marked: GeoPoint?) -> String {
        let escape = ScalarEscapedHTML()
        var svg = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 1000">\
            <g fill-rule="evenodd" stroke="#7b8a84" stroke-width="2">
            """
        for drawing in drawings {
            let isBorder = drawing.kind == .branch
            let fill =
                isBorder
                ? "fill=\"none\" stroke-dasharray=\"12 8\""
                : "fill=\"#7b8a84\" fill-opacity=\".25\""
            if !drawing.areas.isEmpty { svg += "<path \(fill) d=\"\(drawing.areas)\"/>" }
            if !drawing.lines.isEmpty { svg += "<path fill=\"none\" d=\"\(drawing.lines)\"/>" }
        }
        svg +=
            "</g><g font-family=\"sans-serif\" font-size=\"26\" text-anchor=\"middle\" fill=\"#7b8a84\">"
        let size = Double(OutlineDrawing.size)
        for drawing in drawings where drawing.kind == .branch {
            guard let x = drawing.x, let y = drawing.y else { continue }
            let name = String(
                String.UnicodeScalarView(drawing.name.unicodeScalars.filter { $0.value >= 32 }))
            svg +=
                "<text x=\"\(Int(x * size))\" y=\"\(Int(y * size))\">\(escape.escapeText(name))</text>"
        }
        svg += "</g>"
        if let marked {
            let place = view.place(
                longitude: Double(marked.longitude), latitude: Double(marked.latitude))
            if (0...1).contains(place.x), (0...1).contains(place.y) {
                let (x, y) = (Int(place.x * size), Int(place.y * size))
                svg += """
                    <g fill="none" stroke-width="8"><circle cx="\(x)" cy="\(y)" r="26" \
                    stroke="#fff"/><circle cx="\(x)" cy="\(y)" r="20" stroke="#c2341d"/></g>\
                    <circle cx="\(x)" cy="\(y)" r="6" fill="#c2341d"/>
                    """
            }
        }
        return svg + "</svg>"
    }
}
