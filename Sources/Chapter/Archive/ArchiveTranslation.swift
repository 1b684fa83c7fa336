import Foundation

/// Rewrites the numbers of things within texts, from the computer's own to those of an archive or
/// the other way.
protocol ArchiveTranslation {
    /// The number on the other side.
    ///
    /// What is not there any more is `gone` in an archive.
    func translated(_ number: String, _ thing: ArchiveThing) throws -> String
    /// What the values of an own field name by number; nil where they name nothing.
    func linked(code: String) -> ArchiveThing?
}

extension ArchiveTranslation {
    /// A value as the history of contacts has it; what it names by number is on the other side.
    func history(_ text: String, field: String, isOfContact: Bool) throws -> String {
        switch field {
        case "relation", "position": try cells(text, 7) { cells in try translateTie(&cells) }
        case PointPersonText.field:
            try cells(text, 2) { $0[1] = try translated($0[1], .contact) }
        case PeriodInHistory.field:
            try cells(try cells(text, 8, translateKind), 10, translateKind)
        case AgreementText.field:
            try cells(text, 7) { $0[6] = try translated($0[6], .agreement) }
        case "agreement file", "agreement seal":
            try cells(text, 3) { $0[2] = try translated($0[2], .agreement) }
        case "agreement task":
            try cells(text, 5) { cells in
                if !cells[2].isEmpty { cells[2] = try translated(cells[2], .contact) }
                cells[4] = try translated(cells[4], .agreement)
            }
        case Detail.ownField.rawValue where isOfContact:
            try cells(text, 2) { cells in
                if let thing = linked(code: cells[0]) { cells[1] = try translated(cells[1], thing) }
            }
        case PlacingText.field where isOfContact:
            try cells(text, 2) { $0[0] = try translated($0[0], .savedSearch) }
        case "merged contact": try mergedContact(text)
        default: text
        }
    }

    private func cells(_ text: String, _ count: Int, _ change: (inout [String]) throws -> Void)
        rethrows -> String
    {
        var cells = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        // What was written otherwise names nothing by number.
        guard cells.count == count else { return text }
        try change(&cells)
        return cells.joined(separator: "\n")
    }

    private func translateKind(_ cells: inout [String]) throws {
        cells[7] = try translated(cells[7], .membershipKind)
    }

    private func translateTie(_ cells: inout [String]) throws {
        if !cells[2].isEmpty { cells[2] = try translated(cells[2], .contact) }
        guard cells[3].hasPrefix("#"), let mark = cells[3].last else { return }
        let number = String(cells[3].dropFirst().dropLast())
        cells[3] = try "#" + translated(number, .relationKind) + String(mark)
    }

    /// “Ana Ruiz (17)”.
    private func mergedContact(_ text: String) throws -> String {
        guard text.hasSuffix(")"), let open = text.lastIndex(of: "(") else { return text }
        let inside = text[text.index(after: open)...].dropLast()
        guard !inside.isEmpty, inside.utf8.allSatisfy({ (48...57).contains($0) }) else {
            return text
        }
        return try text[...open] + translated(String(inside), .contact) + ")"
    }

    /// A value of the history of an interaction: contacts by number, and no number of what else it
    /// was about, since what kind of thing that was is not known.
    func interaction(_ text: String, field: String) throws -> String? {
        if InteractionHistory.isPerson(field) { return try translated(text, .contact) }
        if field == InteractionHistory.capacity {
            return try cells(text, 2) { $0[0] = try translated($0[0], .contact) }
        }
        return field == InteractionField.subjectID.rawValue ? nil : text
    }

    /// A value of the history of an agreement: contacts and files by number.
    func agreement(_ text: String, field: String) throws -> String {
        switch AgreementField(rawValue: field) {
        case .party:
            try cells(text, 4) { cells in
                cells[0] = try translated(cells[0], .contact)
                if !cells[3].isEmpty { cells[3] = try translated(cells[3], .file) }
            }
        case .task:
            try cells(text, 3) { cells in
                if !cells[1].isEmpty { cells[1] = try translated(cells[1], .contact) }
            }
        case .kind:
            if let own = AgreementKind.own(historyText: text) {
                try "#" + translated(String(own), .agreementKind)
            } else if text == "#gone" {
                try "#" + translated("gone", .agreementKind)
            } else {
                text
            }
        default: text
        }
    }

    /// A contact in the history of an object; what was written before numbers were kept is text.
    func objectContact(_ text: String) throws -> String {
        try cells(text, 5) { $0[1] = try translated($0[1], .contact) }
    }

    /// Values of the history of an object that name something by number.
    func numbers(_ text: String, _ thing: ArchiveThing) throws -> String {
        try text.split(separator: "; ", omittingEmptySubsequences: false)
            .map { try translated(String($0), thing) }.joined(separator: "; ")
    }

    /// The conditions of a search.
    func query(_ query: SearchQuery) throws -> SearchQuery {
        SearchQuery(try group(query.root))
    }

    private func group(_ group: SearchGroup) throws -> SearchGroup {
        SearchGroup(
            group.joins,
            try group.parts.map { part in
                switch part {
                case .condition(let one): .condition(try condition(one))
                case .group(let inner): .group(try self.group(inner))
                }
            })
    }

    private func condition(_ condition: SearchCondition) throws -> SearchCondition {
        var result = condition
        switch condition.about {
        case .relation:
            if let end = condition.of?.split(separator: "/"), end.count == 2 {
                result.of = try translated(String(end[0]), .relationKind) + "/" + end[1]
            }
            result.value = try contact(condition.value)
        case .pointPerson: result.value = try contact(condition.value)
        case .membership:
            result.of = try condition.of.map { try translated($0, .membershipKind) }
        case .attended, .answered:
            result.of = try condition.of.map { try translated($0, .meeting) }
        case .thing:
            result.of = try condition.of.map { try translated($0, .objectKind) }
            result.value = try condition.value.map { value in
                // Whoever typed a name meant whatever is called so.
                guard value.hasPrefix("#") else { return value }
                return try "#" + translated(String(value.dropFirst()), .object)
            }
        case .agreement:
            result.of = try condition.of.map { of in
                guard of.hasPrefix("#") else { return of }
                return try "#" + translated(String(of.dropFirst()), .agreementKind)
            }
        case .search: result.of = try condition.of.map { try translated($0, .savedSearch) }
        case .dashboard:
            switch condition.of {
            case "organization": result.value = try contact(condition.value)
            case "thing":
                result.value = try condition.value.map { try translated($0, .object) }
            default: break
            }
        // Imports are not in an archive: nobody came with one that is not there.
        case .imported: result.of = condition.of.map { _ in "0" }
        case .ownField:
            switch condition.of.flatMap(linked) {
            case .contact: result.value = try contact(condition.value)
            case .some(let thing):
                result.value = try condition.value.map { try translated($0, thing) }
            case nil: break
            }
        default: break
        }
        return result
    }

    /// Who is meant by number; a name stays a name.
    private func contact(_ value: String?) throws -> String? {
        guard let value, MemberID(value) != nil || value == "gone" else { return value }
        return try translated(value, .contact)
    }
}
