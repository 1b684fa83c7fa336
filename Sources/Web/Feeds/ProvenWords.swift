import Federation

extension Kind {
    /// What an event of the kinds that people ask for says; nil for others.
    func sentence(of payload: [UInt8]) -> String? {
        switch self {
        case .feedOpened:
            FeedOpening(payload: payload).map { "We begin our feed, as \($0.profile.name)." }
        case .vocabularyShared:
            (try? VocabularyShared(payload: payload)).map { shared in
                let words = shared.kinds.map(\.name) + shared.interests + shared.skills
                return "What we call things: \(words.joined(separator: "; "))."
            }
        case .meetingScheduled:
            (try? MeetingScheduled(payload: payload)).map { meeting in
                let start = Moment(meeting.start, offset: meeting.utcOffset)
                let place = meeting.place.isEmpty ? "" : ", \(meeting.place)"
                return "Meeting: \(meeting.title), \(start)\(place)."
            }
        case .meetingCancelled: "The meeting is called off."
        case .meetingCounted:
            (try? MeetingCounted(payload: payload)).map {
                "People at the meeting: \($0.headCount)."
            }
        case .groupFounded:
            (try? GroupFounded(payload: payload)).map { "Group: \($0.name). \($0.purpose)" }
        case .groupPosted: (try? GroupPosted(payload: payload)).map { "In a group: \($0.text)" }
        case .ballotAnnounced:
            (try? BallotAnnounced(payload: payload)).map {
                "Vote: \($0.question) Answers: \($0.options.joined(separator: "; "))."
            }
        case .ballotOpened: "The vote is open."
        case .ballotClosed:
            (try? BallotClosed(payload: payload)).map { closed in
                let counts = closed.counts.map(String.init).joined(separator: ", ")
                return "The vote is closed. For each answer, in order: \(counts). "
                    + "Papers: \(closed.papers), invalid: \(closed.invalid)."
            }
        case .ballotCancelled: "The vote is cancelled."
        default: nil
        }
    }
}
