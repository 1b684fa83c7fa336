extension Matrix {
    /// People, without lists that come in.
    static let people = """
        #    address                visitor    member     coordinator admin      sent
        GET  people                 door       forbidden  page        forbidden
        GET  people/add             door       forbidden  page        forbidden
        POST people/add             forbidden  forbidden  onward      forbidden  name=Eve+Adams
        POST people/add/known       forbidden  forbidden  answer      forbidden  name=Dan
        GET  people/together        door       forbidden  page        forbidden
        POST people/together        forbidden  forbidden  onward      forbidden  do=tag&label=A&id=:person
        POST people/together/:bulk/undo forbidden forbidden onward    forbidden
        GET  people/field           door       forbidden  page        forbidden
        POST people/field           forbidden  forbidden  onward      forbidden  field=job&job=baker&id=:person
        POST people/field/:bulk/undo forbidden forbidden  missing     forbidden
        GET  people/tasks           door       forbidden  page        forbidden
        POST people/tasks           forbidden  forbidden  onward      forbidden  summary=Call&id=:person
        POST people/tasks/:span/undo forbidden forbidden  missing     forbidden
        GET  people/export          door       forbidden  page        forbidden
        POST people/export          forbidden  forbidden  answer      forbidden  column=name
        GET  people/log             door       forbidden  page        forbidden
        GET  people/print           door       forbidden  page        forbidden
        POST people/print           forbidden  forbidden  page        forbidden  paper=a4
        GET  people/tags            door       forbidden  page        forbidden
        POST people/tags            forbidden  forbidden  onward      forbidden  tag=Docks&name=Piers
        POST people/tags/group      forbidden  forbidden  onward      forbidden  tag=Docks&group=Places
        POST people/tags/groups     forbidden  forbidden  refused     forbidden  group=None&name=Some
        GET  people/tags/things     door       forbidden  page        forbidden
        GET  people/searches        door       forbidden  page        forbidden
        POST people/searches        forbidden  forbidden  onward      forbidden  row=open&row=close&name=New&shared=1
        GET  people/searches/build  door       forbidden  page        forbidden
        POST people/searches/build  forbidden  forbidden  onward      forbidden  row=open&row=close&do=add.0
        POST people/searches/build/count forbidden forbidden answer   forbidden  row=open&row=close
        POST people/searches/by-hand forbidden forbidden  onward      forbidden  name=Choir&shared=1
        GET  people/searches/put    door       forbidden  page        forbidden
        POST people/searches/put    forbidden  forbidden  onward      forbidden  into=:search&id=:person&place=in
        POST people/searches/put/:bulk/undo forbidden forbidden missing forbidden
        GET  people/searches/:search door      forbidden  page        forbidden
        POST people/searches/:search forbidden forbidden  refused     forbidden  row=open&row=close&name=Old&version=99
        POST people/searches/:search/view forbidden forbidden onward  forbidden c=tags&sort=joined
        POST people/searches/:search/put-back forbidden forbidden refused forbidden change=1&version=1
        POST people/searches/:search/people forbidden forbidden onward forbidden id=:person&place=out
        POST people/searches/:search/tags forbidden forbidden onward  forbidden add=Docks
        POST people/searches/:search/back forbidden forbidden onward  forbidden
        POST people/searches/:search/remove forbidden forbidden onward forbidden
        GET  reports                door       forbidden  page        forbidden
        GET  reports/table.csv      door       forbidden  answer      forbidden
        POST reports/kept           forbidden  forbidden  onward      forbidden  name=Older&by=age&shared=1
        POST reports/kept/:report/name forbidden forbidden onward     forbidden  name=Years&version=1&shared=1
        POST reports/kept/:report/remove forbidden forbidden onward   forbidden
        POST reports/kept/:report/back forbidden forbidden onward     forbidden
        GET  people/me              door       onward     onward      onward
        GET  people/:person         door       forbidden  page        forbidden
        GET  people/:person/mine    door       forbidden  forbidden   forbidden
        POST people/:person/tags    forbidden  forbidden  onward      forbidden  add=Steward
        POST people/:person/interests forbidden forbidden onward      forbidden  add=Transit
        POST people/:person/skills  forbidden  forbidden  onward      forbidden  add=First+aid
        POST people/taken-back/:span forbidden forbidden  onward      forbidden
        GET  people/:person/edit    door       forbidden  page        forbidden
        POST people/:person/edit    forbidden  forbidden  refused     forbidden  name=Dan&version=1
        GET  people/:person/history door       forbidden  page        forbidden
        POST people/:person/history/:change/revert forbidden forbidden onward forbidden
        GET  people/:person/end     door       forbidden  page        forbidden
        POST people/:person/end     forbidden  forbidden  onward      forbidden  why=Moved
        GET  people/memberships     door       forbidden  page        forbidden
        GET  people/memberships/begin door    forbidden  page        forbidden
        POST people/memberships/begin forbidden forbidden onward      forbidden  id=:person&type=:kind
        GET  people/memberships/renew door    forbidden  page        forbidden
        GET  people/:person/remove  door       forbidden  page        forbidden
        POST people/:person/remove  forbidden  forbidden  refused     forbidden  why=error
        POST people/:person/unadd   forbidden  forbidden  onward      forbidden
        POST people/removals/:bulk/undo forbidden forbidden missing   forbidden
        POST people/memberships/export forbidden forbidden answer     forbidden
        POST people/memberships/renew forbidden forbidden onward      forbidden  id=:person
        POST people/memberships/renewals/:bulk/undo forbidden forbidden missing forbidden
        GET  people/:person/membership/begin door forbidden page      forbidden
        POST people/:person/membership/begin forbidden forbidden refused forbidden type=:kind
        POST people/:person/membership/begin/certificate forbidden forbidden refused forbidden
        GET  people/:person/membership/certificate door forbidden page forbidden
        POST people/:person/membership/certificate forbidden forbidden answer forbidden
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
