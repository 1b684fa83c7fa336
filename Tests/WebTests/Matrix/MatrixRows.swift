/// Every address and what the four viewers get: a table for each part, in a file of its own.
enum Matrix {
    static let lines: [String] = [
        session,
        home,
        people,
        places,
        directory,
        ties,
        timeline,
        duplicates,
        importing,
        archive,
        meetings,
        votes,
        groups,
        chapters,
        settings,
        apiPeople,
        apiArchive,
        apiPlaces,
        apiDirectory,
        apiTies,
        apiTimeline,
        apiMeetings,
        apiGroups,
        apiBallots,
        apiChapters,
    ].flatMap(MatrixRow.lines).map(String.init)

    static let rows: [MatrixRow] = lines.compactMap { MatrixRow($0[...]) }
}
