import Chapter

/// Some rows of an import, a page at a time: what stands behind each number.
struct ImportRowsPage: Page {
    /// A row.
    struct Row: Sendable {
        let row: String
        let name: String?
        let address: String?
        let reason: String?
        let fields: String?
        let old: String?
        let new: String?
    }

    static let template = "importing-rows"
    let frame: Frame
    let t: Wording
    let back: String
    let file: String
    let hasRows: Bool
    let rows: [Row]
    let hasPeople: Bool
    let lastColumn: String
    let download: String?
    let downloadLabel: String
    let next: String?
}
