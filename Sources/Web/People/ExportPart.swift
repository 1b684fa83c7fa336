import Chapter

/// What takes the list of a page along, folded: what it is for, and the button.
///
/// The partial `people-export-part` prints it.
struct ExportPart: Sendable {
    let address: String
    let carried: [HiddenField]
    let why: Field

    /// A list for a viewer who may export; nil for others.
    init?(_ address: String, _ carried: [HiddenField], _ viewer: Viewer, _ words: Wording) {
        guard viewer.may(.exportPeople) else { return nil }
        self.address = address
        self.carried = carried.filter { !$0.value.isEmpty }
        why = Field(
            "why", label: words.say("people_export_why"),
            help: words.say("people_export_why_list"))
    }
}

extension Form {
    /// What an export is for; nil where nothing was said.
    var exportReason: String? { self["why"].isBlank ? nil : self["why"] }
}
