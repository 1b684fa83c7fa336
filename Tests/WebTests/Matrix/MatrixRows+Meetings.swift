extension Matrix {
    /// Meetings.
    static let meetings = """
        #    address                           visitor    member     coordinator admin      sent
        GET  meetings                          page       page       page        page
        GET  meetings/month                    page       page       page        page
        GET  meetings/plan                     door       forbidden  page        forbidden
        POST meetings/plan                     forbidden  forbidden  onward      forbidden  title=Picnic&date=2026-05-02&from=18%3A00&to=20%3A00&zone=Europe/Lisbon&audience=chapter
        GET  meetings/calendar                 door       page       page        page
        POST meetings/calendar                 forbidden  page       page        page
        POST meetings/calendar/end             forbidden  onward     onward      onward
        GET  meetings/calendar.ics             answer     answer     answer      answer
        GET  calendar/:secret/meetings.ics     answer     answer     answer      answer
        GET  meetings/:meeting                 door       page       page        page
        GET  meetings/:meeting/calendar.ics    door       answer     answer      answer
        GET  meetings/:meeting/agenda          door       page       page        page
        GET  meetings/:meeting/edit            door       forbidden  page        forbidden
        POST meetings/:meeting/edit            forbidden  forbidden  onward      forbidden  version=1&title=Picnic&date=2026-05-02&from=18%3A00&to=20%3A00&zone=Europe/Lisbon&audience=linked
        GET  meetings/:meeting/cancel          door       forbidden  page        forbidden
        POST meetings/:meeting/cancel          forbidden  forbidden  onward      forbidden  reason=Storm
        GET  meetings/:meeting/take-back       door       forbidden  refused     forbidden
        POST meetings/:meeting/take-back       forbidden  forbidden  refused     forbidden
        POST meetings/:meeting/tags            forbidden  forbidden  onward      forbidden  add=Docks
        POST meetings/:meeting/head-count      forbidden  forbidden  onward      forbidden  heads=12
        GET  meetings/:meeting/came            door       forbidden  page        forbidden
        GET  meetings/:meeting/answers         door       forbidden  page        forbidden
        POST meetings/:meeting/attendance      forbidden  forbidden  onward      forbidden  who=:member&do=undo
        GET  meetings/:meeting/check-in        door       forbidden  page        forbidden
        POST meetings/:meeting/check-in        forbidden  forbidden  onward      forbidden  who=:member
        GET  meetings/:meeting/check-in/people door       forbidden  answer      forbidden
        POST meetings/:meeting/check-in/queue  forbidden  forbidden  refused     forbidden
        GET  meetings/:meeting/guest           door       forbidden  page        forbidden
        POST meetings/:meeting/guest           forbidden  forbidden  onward      forbidden  name=Eve
        GET  meetings/:meeting/presence        door       answer     answer      answer
        GET  meetings/:meeting/sheet           door       forbidden  page        forbidden
        """
}
