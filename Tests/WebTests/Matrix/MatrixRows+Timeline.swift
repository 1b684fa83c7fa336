extension Matrix {
    /// Timelines and tasks.
    static let timeline = """
        #    address                visitor    member     coordinator admin      sent
        GET  my-day                 door       forbidden  page        forbidden
        GET  tasks                  door       forbidden  page        forbidden
        POST tasks/export           forbidden  forbidden  answer      forbidden
        GET  tasks/add              door       forbidden  page        forbidden
        POST tasks/add              forbidden  forbidden  onward      forbidden  summary=Call
        GET  tasks/:task            door       forbidden  page        forbidden
        GET  tasks/:task/change     door       forbidden  page        forbidden
        POST tasks/:task/change     forbidden  forbidden  onward      forbidden  summary=Call&version=1
        POST tasks/:task/finish     forbidden  forbidden  onward      forbidden  note=Done
        POST tasks/:task/reopen     forbidden  forbidden  refused     forbidden
        POST tasks/:task/assign     forbidden  forbidden  onward      forbidden  assignee=
        GET  people/:person/log     door       forbidden  page        forbidden
        POST people/:person/log     forbidden  forbidden  onward      forbidden  text=Likes+boats&kind=note
        GET  interactions/:interaction door    forbidden  page        forbidden
        GET  interactions/:interaction/change door forbidden page     forbidden
        POST interactions/:interaction/change forbidden forbidden onward forbidden kind=call&summary=x&with=:person&version=2
        POST interactions/:interaction/tags forbidden forbidden onward forbidden add=Docks
        POST interactions/:interaction/history/:entryChange/revert forbidden forbidden onward forbidden
        POST interactions/:interaction/remove forbidden forbidden onward forbidden
        POST interactions/:interaction/bring-back forbidden forbidden refused forbidden
        """

    /// The API: timelines and tasks.
    static let apiTimeline = """
        #      address                               visitor      member    coordinator admin   sent
        GET    api/v1/people/:person/timeline        unauthorized forbidden answer  forbidden
        POST   api/v1/people/:person/interactions    unauthorized forbidden answer  forbidden {"summary": "Likes boats"}
        GET    api/v1/interactions/:interaction      unauthorized forbidden answer  forbidden
        PATCH  api/v1/interactions/:interaction      unauthorized forbidden answer  forbidden {"outcome": "no answer"}
        DELETE api/v1/interactions/:interaction      unauthorized forbidden answer  forbidden
        GET    api/v1/interactions/:interaction/history unauthorized forbidden answer forbidden
        POST   api/v1/interactions/:interaction/history/:entryChange/reversal unauthorized forbidden answer forbidden
        POST   api/v1/interactions/:interaction/restoration unauthorized forbidden refused forbidden
        GET    api/v1/tasks                          unauthorized forbidden answer  forbidden
        POST   api/v1/tasks                          unauthorized forbidden answer  forbidden {"summary": "Call"}
        GET    api/v1/tasks/:task                    unauthorized forbidden answer  forbidden
        PATCH  api/v1/tasks/:task                    unauthorized forbidden answer  forbidden {"due": "2026-05-09"}
        POST   api/v1/tasks/:task/completion         unauthorized forbidden answer  forbidden {"note": "Done"}
        DELETE api/v1/tasks/:task/completion         unauthorized forbidden refused forbidden
        PUT    api/v1/tasks/:task/assignee           unauthorized forbidden answer  forbidden {"memberID": null}
        """
}
