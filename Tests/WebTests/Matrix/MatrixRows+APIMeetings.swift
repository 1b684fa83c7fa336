extension Matrix {
    /// The API: meetings.
    static let apiMeetings = """
        #      address                               visitor      member    coordinator admin   sent
        GET    api/v1/meetings                       answer       answer    answer    answer
        POST   api/v1/meetings                       unauthorized forbidden answer    forbidden {"title": "Picnic", "start": "2026-06-01T18:00:00Z", "end": "2026-06-01T20:00:00Z"}
        GET    api/v1/meetings/:meeting              missing      answer    answer    answer
        PATCH  api/v1/meetings/:meeting              missing      forbidden answer    forbidden {"title": "Picnic"}
        POST   api/v1/meetings/:meeting/cancellation unauthorized forbidden answer    forbidden
        DELETE api/v1/meetings/:meeting/sharing      unauthorized forbidden refused   forbidden
        POST   api/v1/meetings/:meeting/rsvp         unauthorized answer    answer    answer    {"answer": "yes"}
        POST   api/v1/meetings/:meeting/attendance   unauthorized forbidden answer    forbidden {"guest": "Eve"}
        PUT    api/v1/meetings/:meeting/head-count   unauthorized forbidden answer    forbidden {"headCount": 12}
        """
}
