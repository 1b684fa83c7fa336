import Foundation

/// Finds the sentences with which acts refuse, by reading `Sources/Chapter`.
///
/// An interpolation becomes `7`, which is a value like any other.
enum RefusalsInSources {
    static func all() throws -> Set<String> {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("../../../Sources/Chapter")
        var found: Set<String> = []
        for path in FileManager.default.subpaths(atPath: folder.path) ?? []
        where path.hasSuffix(".swift") {
            let text = try String(
                contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
            for match in text.matches(of: /Refusal\(|\.invalid\(|\.notFound\(/) {
                let arguments = Scanner(text, from: match.range.upperBound).arguments()
                switch String(match.output) {
                case ".notFound(":
                    if let what = arguments.first, !what.isEmpty {
                        found.insert("There is no \(what) with this id.")
                    }
                default:
                    // A choice between two sentences is two sentences.
                    if arguments.count > 1 {
                        found.formUnion(arguments[1].split(separator: "\0").map(String.init))
                    }
                }
            }
        }
        // A sentence that is built elsewhere and only passed on is no literal here.
        let passedOn = ["There is no 7 with this id.", "You may not 7 in this chapter."]
        return found.filter { $0.contains(" ") && !passedOn.contains($0) }
    }

    /// Reads the texts of a call's arguments.
    private struct Scanner {
        private let text: String
        private var place: String.Index

        init(_ text: String, from place: String.Index) {
            self.text = text
            self.place = place
        }

        /// The literals of each argument put together, up to the closing bracket.
        func arguments() -> [String] {
            var scanner = self
            var depth = 1
            var arguments = [""]
            while depth > 0, scanner.place < text.endIndex {
                switch text[scanner.place] {
                case "(", "[", "{": depth += 1
                case ")", "]", "}": depth -= 1
                case "," where depth == 1: arguments.append("")
                case ":" where depth == 1 && scanner.isAfterBlank:
                    arguments[arguments.count - 1] += "\0"
                case "\"":
                    let literal = scanner.literal()
                    if depth == 1 { arguments[arguments.count - 1] += literal }
                    continue
                default: break
                }
                scanner.place = text.index(after: scanner.place)
            }
            return arguments
        }

        /// Whether a blank or a new line comes before this place.
        private var isAfterBlank: Bool { text[text.index(before: place)].isWhitespace }

        /// The literal that begins here; the place moves behind it.
        private mutating func literal() -> String {
            let mark = text[place...].hasPrefix("\"\"\"") ? "\"\"\"" : "\""
            place = text.index(place, offsetBy: mark.count)
            var literal = ""
            while place < text.endIndex, !text[place...].hasPrefix(mark) {
                guard text[place] == "\\" else {
                    literal.append(text[place])
                    place = text.index(after: place)
                    continue
                }
                place = text.index(after: place)
                if text[place] == "(" {
                    skipBrackets()
                    literal += "7"
                } else {
                    if !text[place].isNewline { literal.append(text[place]) }
                    place = text.index(after: place)
                }
            }
            if place < text.endIndex { place = text.index(place, offsetBy: mark.count) }
            guard mark.count == 3 else { return literal }
            return literal.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }

        private mutating func skipBrackets() {
            var depth = 0
            repeat {
                switch text[place] {
                case "(": depth += 1
                case ")": depth -= 1
                case "\"":
                    _ = literal()
                    continue
                default: break
                }
                place = text.index(after: place)
            } while depth > 0 && place < text.endIndex
        }
    }
}
