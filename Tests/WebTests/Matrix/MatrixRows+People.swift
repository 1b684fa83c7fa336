extension Matrix {
    /// People, without lists that come in.
    static let people = """
        #    address                visitor    member     coordinator admin      sent
        GET  people                 door       forbidden  page        forbidden
        GET  people/add             door       forbidden  page        forbidden
        POST people/add             forbidden  forbidden  onward      forbidden  name=Eve+Adams
        GET  people/together        door       forbidden  page        forbidden
        POST people/together        forbidden  forbidden  onward      forbidden  do=tag&label=A&id=:person
        POST people/together/:bulk/undo forbidden forbidden onward    forbidden
        GET  people/export          door       forbidden  page        forbidden
        POST people/export          forbidden  forbidden  answer      forbidden  column=name
        GET  people/me              door       onward     onward      onward
        GET  people/:person         door       forbidden  page        forbidden
        GET  people/:person/mine    door       forbidden  forbidden   forbidden
        POST people/:person/tags    forbidden  forbidden  onward      forbidden  add=Steward
        POST people/:person/interests forbidden forbidden onward      forbidden  add=Transit
        POST people/taken-back/:span forbidden forbidden  onward      forbidden
        GET  people/:person/edit    door       forbidden  page        forbidden
        POST people/:person/edit    forbidden  forbidden  refused     forbidden  name=Dan&version=1
        GET  people/:person/history door       forbidden  page        forbidden
        POST people/:person/history/:change/revert forbidden forbidden onward forbidden
        GET  people/:person/end     door       forbidden  page        forbidden
        POST people/:person/end     forbidden  forbidden  onward      forbidden  why=Moved
        GET  people/memberships     door       forbidden  page        forbidden
        POST people/memberships/renew forbidden forbidden onward      forbidden  id=:person
        POST people/memberships/renewals/:bulk/undo forbidden forbidden missing forbidden
        GET  people/:person/membership/begin door forbidden page      forbidden
        POST people/:person/membership/begin forbidden forbidden refused forbidden type=:kind
        GET  people/:person/membership/renew door forbidden page      forbidden
        POST people/:person/membership/renew forbidden forbidden onward forbidden
        GET  people/:person/membership/kind door forbidden page       forbidden
        POST people/:person/membership/kind forbidden forbidden refused forbidden type=:kind
        GET  people/:person/membership/end door forbidden page        forbidden
        POST people/:person/membership/end forbidden forbidden refused forbidden why=
        GET  people/:person/membership/standing door forbidden page   forbidden
        POST people/:person/membership/standing forbidden forbidden onward forbidden good=yes&why=Moved
        GET  people/:person/membership/periods/:period door forbidden page forbidden
        POST people/:person/membership/periods/:period forbidden forbidden refused forbidden startsOn=2026-05-01
        POST people/:person/standing/end forbidden forbidden onward   forbidden
        GET  search                 door       page       page        page
        """
}
