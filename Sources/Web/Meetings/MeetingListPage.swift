import Chapter

/// The meetings of this chapter and those that linked chapters share.
struct MeetingListPage: Page {
    /// A filter, or a way to look at the list.
    struct Filter: Sendable {
        let name: String
        let address: String
        let isOn: Bool
        /// Its icon, if it has one.
        let icon: String?
    }

    static let template = "meetings-list"
    let frame: Frame
    let t: Wording
    let intro: String
    let mayPlan: Bool
    let takesPart: Bool
    let filters: [Filter]
    let tagFilter: TagFilter?
    let views: [Filter]
    let hasMeetings: Bool
    let meetings: [MeetingLine]
    let heading: String
    let explanation: String
    /// Where the next page is; nil on the last.
    let next: String?
    let total: String
    let zones: String
}

/// What a list of meetings was asked for.
struct MeetingQuery: Sendable {
    var isPast = false
    var onlyOwn = false
    /// Only those with this tag; only who sees people narrows down by it.
    var tag = ""

    /// The address of a list, or of another way to look at it.
    func address(_ path: String, _ more: String? = nil) -> String {
        let parts = [
            more, isPast ? "when=past" : nil, onlyOwn ? "own=1" : nil,
            tag.isEmpty ? nil : "tag=\(tag.forQuery)",
        ].compactMap { $0 }
        return parts.isEmpty ? path : "\(path)?\(parts.joined(separator: "&"))"
    }

    /// The filters above a list or a month; `path` is where they lead.
    func filters(_ path: String, isMonth: Bool, _ more: String?, _ words: Wording)
        -> [MeetingListPage.Filter]
    {
        var filters: [MeetingListPage.Filter] = []
        if !isMonth {
            for past in [false, true] {
                let query = MeetingQuery(isPast: past, onlyOwn: onlyOwn, tag: tag)
                filters.append(
                    .init(
                        name: words.say(past ? "meeting_past" : "meeting_coming"),
                        address: query.address(path), isOn: past == isPast, icon: nil))
            }
        }
        var other = self
        other.onlyOwn.toggle()
        filters.append(
            .init(
                name: words.say("meeting_only_own"), address: other.address(path, more),
                isOn: onlyOwn, icon: nil))
        return filters
    }

    /// The ways to look: as a list, or by month.
    func views(isMonth: Bool, icons: String, _ words: Wording) -> [MeetingListPage.Filter] {
        let list = MeetingQuery(isPast: false, onlyOwn: onlyOwn)
        return [
            .init(
                name: words.say("meeting_list"), address: list.address("/meetings"),
                isOn: !isMonth, icon: "\(icons)#list"),
            .init(
                name: words.say("meeting_month"), address: list.address("/meetings/month"),
                isOn: isMonth, icon: "\(icons)#meetings"),
        ]
    }
}
