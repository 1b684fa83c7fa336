import Chapter
import Federation
import Foundation

/// How pages about people say dates, fields and changes.
extension Wording {
    /// A day of a record, `2026-05-01`, as the reader writes it.
    func day(_ day: String) -> String {
        guard let noon = CivilTime.parse("\(day)T12:00Z") else { return day }
        return self.day(noon.moment, in: .gmt)
    }

    /// The day of a visit, where the meeting was.
    func day(_ visit: LatestVisit) -> String {
        day(visit.start + Int64(visit.utcOffset) * 60_000, in: .gmt)
    }

    /// When something was written down: the day and the time on the chapter's clocks.
    func moment(_ moment: Timestamp) -> String {
        date(
            moment, .dateTime.day().month(.wide).year().hour().minute())
    }

    /// The same with the day of the week and the zone, for a title.
    func wholeMoment(_ moment: Timestamp) -> String { whole(moment) }

    /// A field of a record; history names fields as the tables do.
    func field(_ name: String) -> String {
        let key = name.replacing(" ", with: "_").replacing("-", with: "_")
        return messages["people_field_\(key)"] ?? name
    }

    /// The same inside a sentence.
    func fieldInside(_ name: String) -> String {
        let text = field(name)
        let first = text.prefix(2)
        return first.allSatisfy(\.isUppercase)
            ? text : text.prefix(1).lowercased() + text.dropFirst()
    }

    /// A value of a field, in the words of the page.
    func value(_ value: String, of name: String) -> String {
        if let field = PersonField(rawValue: name) {
            switch field.shape {
            case .day: return day(value)
            case .yesNo: return say("people_\(value)")
            case .choice: return choice(value, of: field)
            case .line, .text: return field == .language ? languageName(value) : value
            }
        }
        if let tie = tie(value, of: name) { return tie }
        if let membership = membership(value, of: name) { return membership }
        if let placing = HistoryEntry.placing(value, of: name) {
            return "\(placing.search) (\(say(placing.isIn ? "find_is_in" : "find_is_out")))"
        }
        if !ChangeLine.lists.contains(name) {
            return messages["people_value_\(value.replacing(" ", with: "_"))"] ?? value
        }
        if name == SetDirectoryFields.historyField, let field = DirectoryField(rawValue: value) {
            return directoryField(field)
        }
        if name == "role", let role = Role(rawValue: value) { return Chip(role, self).text }
        let cells = value.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        if name == "own field" {
            return cells.dropFirst().joined().replacing("\u{2028}", with: "\n")
        }
        if name == "messenger", cells.count == 4 {
            let state = cells[2] == "ok" ? [] : [stateName(cells[2])]
            let first = cells[3].isEmpty ? [] : [say("people_first_in_line")]
            return (["\(serviceName(cells[0])) \(cells[1])"] + state + first)
                .joined(separator: ", ")
        }
        guard cells.count > 3 else { return cells.joined(separator: " ") }
        // The last three say where it belongs, whether it can be used and whether it is first.
        let kind = cells[cells.count - 3]
        let state = cells[cells.count - 2]
        let isFirst = !cells[cells.count - 1].isEmpty
        let parts =
            cells.dropLast(3).filter { !$0.isEmpty } + [say("people_kind_\(kind)")]
            + (state == "ok" ? [] : [stateName(state)])
            + (isFirst ? [say("people_first_in_line")] : [])
        return parts.joined(separator: ", ")
    }

    /// One of the values that a field can have.
    func choice(_ value: String, of field: PersonField) -> String {
        let key = value.replacing(" ", with: "_").replacing("-", with: "_")
        return field == .status ? say("people_status_\(key)") : say("people_choice_\(key)")
    }

    /// A messenger's name, or what is said for one without a name of its own.
    func serviceName(_ service: String) -> String {
        messages["people_service_\(service.replacing(" ", with: "_"))"] ?? service
    }

    /// Whether something can be used.
    func stateName(_ state: String) -> String {
        say("people_state_\(state.replacing(" ", with: "_"))")
    }

    /// A language by its code, in itself; anything else as it is.
    func languageName(_ code: String) -> String {
        guard Self.languages.contains(code) else { return code }
        let name = Locale(identifier: code).localizedString(forLanguageCode: code) ?? code
        return name.prefix(1).uppercased() + name.dropFirst()
    }

    /// The languages that a form offers.
    static let languages = [
        "en", "es", "ar", "bn", "ca", "de", "eu", "fa", "fr", "gl", "hi", "it", "ja", "ko", "nl",
        "pl", "pt", "ro", "ru", "so", "sq", "ta", "tl", "tr", "uk", "ur", "vi", "zh",
    ]
}
