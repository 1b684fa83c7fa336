/// A spreadsheet file (XLSX): its sheets, and what its cells refer to.
struct Workbook {
    /// A sheet of it.
    struct Sheet {
        let name: String
        let path: String
        let isHidden: Bool
    }

    private enum Limit {
        static let partBytes = 16 * 1024 * 1024
        static let sheets = 200
    }

    private let archive: ZipArchive
    /// The sheets in their order.
    let sheets: [Sheet]
    /// Whether its days count from 1904, as old Macintosh spreadsheets did.
    let countsFrom1904: Bool
    private let stringsPath: String?
    private let stylesPath: String?

    /// Opens a file; what is no spreadsheet is refused in words.
    init(_ source: ImportSource) throws {
        archive = try ZipArchive(try FileParts(source))
        if archive.has("content.xml") || archive.has("mimetype") {
            throw Refusal.unreadableWorkbook("This is an OpenDocument file (ODS).")
        }
        let root = try Self.relations(archive, "_rels/.rels", in: "")
        let path = root.first { $0.kind.hasSuffix("/officeDocument") }?.path ?? "xl/workbook.xml"
        guard let bytes = try archive.whole(path, atMost: Limit.partBytes) else {
            throw Refusal.unreadableWorkbook(
                "This is a ZIP file, or a document that is no spreadsheet.")
        }
        let folder = path.split(separator: "/").dropLast().map { $0 + "/" }.joined()
        let file = path.split(separator: "/").last ?? "workbook.xml"
        let related = try Self.relations(archive, "\(folder)_rels/\(file).rels", in: folder)
        var paths: [String: String] = [:]
        for one in related where one.kind.hasSuffix("/worksheet") { paths[one.id] = one.path }
        stringsPath = related.first { $0.kind.hasSuffix("/sharedStrings") }?.path
        stylesPath = related.first { $0.kind.hasSuffix("/styles") }?.path
        var reader = MarkupReader(HeldBytes(bytes))
        var sheets: [Sheet] = []
        var countsFrom1904 = false
        while let event = try reader.next() {
            guard event == .start else { continue }
            if reader.name == "workbookPr" {
                countsFrom1904 = ["1", "true"].contains(reader.attribute("date1904") ?? "")
            }
            guard reader.name == "sheet", let id = reader.attribute("id"), let path = paths[id]
            else { continue }
            sheets.append(
                Sheet(
                    name: String(
                        String.UnicodeScalarView(
                            (reader.attribute("name") ?? "").unicodeScalars.prefix(60))),
                    path: path, isHidden: reader.attribute("state").map { $0 != "visible" } ?? false
                ))
            guard sheets.count <= Limit.sheets else {
                throw Refusal.unreadableWorkbook(
                    "The spreadsheet has more than \(Limit.sheets) sheets.")
            }
        }
        guard !sheets.isEmpty else {
            throw Refusal.unreadableWorkbook("The spreadsheet has no sheet with rows.")
        }
        self.sheets = sheets
        self.countsFrom1904 = countsFrom1904
    }

    /// The sheet of this name, else the first that is not hidden.
    func sheet(named name: String?) -> Sheet {
        sheets.first { $0.name == name } ?? sheets.first { !$0.isHidden } ?? sheets[0]
    }

    /// The rows of a sheet.
    func rows(of sheet: Sheet) throws -> SheetReader {
        guard let stream = try archive.open(sheet.path) else { throw Refusal.damagedFile }
        var strings = SharedStrings()
        if let stringsPath, let part = try archive.open(stringsPath) {
            strings = try SharedStrings(MarkupReader(part))
        }
        var styles = CellStyles()
        if let stylesPath, let bytes = try archive.whole(stylesPath, atMost: Limit.partBytes) {
            styles = try CellStyles(MarkupReader(HeldBytes(bytes)))
        }
        return SheetReader(
            stream, strings: strings, styles: styles, countsFrom1904: countsFrom1904)
    }

    private static func relations(_ archive: ZipArchive, _ name: String, in folder: String) throws
        -> [(id: String, kind: String, path: String)]
    {
        guard let bytes = try archive.whole(name, atMost: Limit.partBytes) else { return [] }
        var reader = MarkupReader(HeldBytes(bytes))
        var result: [(id: String, kind: String, path: String)] = []
        while let event = try reader.next() {
            guard event == .start, reader.name == "Relationship",
                reader.attribute("TargetMode") != "External",
                let id = reader.attribute("Id"), let kind = reader.attribute("Type"),
                let target = reader.attribute("Target")
            else { continue }
            let path = target.hasPrefix("/") ? String(target.dropFirst()) : folder + target
            result.append((id, kind, path))
        }
        return result
    }
}
