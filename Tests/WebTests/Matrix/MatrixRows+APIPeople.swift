extension Matrix {
    /// The API: people, lists, roles and signing in.
    static let apiPeople = """
        #      address                               visitor      member    coordinator admin   sent
        GET    api/v1/me                             missing      answer    answer  answer
        POST   api/v1/sign-in                        answer       answer    answer  answer    {"link": ":link"}
        GET    api/v1/members                        unauthorized forbidden answer  forbidden
        POST   api/v1/members                        unauthorized forbidden answer  forbidden {"name": "Eve"}
        POST   api/v1/members.csv                    unauthorized forbidden answer  forbidden
        GET    api/v1/members/:member                unauthorized forbidden answer  forbidden
        PATCH  api/v1/members/:member                unauthorized forbidden answer  forbidden {"job": "baker"}
        GET    api/v1/log                            unauthorized forbidden answer  forbidden
        GET    api/v1/dashboard                      unauthorized forbidden answer  forbidden
        GET    api/v1/dashboard/people               unauthorized forbidden missing forbidden
        GET    api/v1/own-fields                     unauthorized forbidden answer  forbidden
        POST   api/v1/own-fields                     unauthorized forbidden answer  forbidden {"name": "Locker"}
        PUT    api/v1/own-fields/:field              unauthorized forbidden answer  forbidden {"name": "Size", "expectedVersion": 1}
        POST   api/v1/own-fields/:field/retire       unauthorized forbidden answer  forbidden
        POST   api/v1/own-fields/:field/bring-back   unauthorized forbidden answer  forbidden
        GET    api/v1/field-rules                    unauthorized forbidden answer  forbidden
        POST   api/v1/field-rules                    unauthorized forbidden answer  forbidden {"kind": "needs", "field": "shirt_size", "other": "hat_size"}
        PUT    api/v1/field-rules/:rule              unauthorized forbidden answer  forbidden {"kind": "needs", "field": "hat_size", "other": "shirt_size", "expectedVersion": 1}
        DELETE api/v1/field-rules/:rule              unauthorized forbidden answer  forbidden
        GET    api/v1/built-in-fields                unauthorized forbidden answer  forbidden
        PUT    api/v1/built-in-fields/:builtIn       unauthorized forbidden answer  forbidden {"neededOf": "members", "expectedVersion": 0}
        GET    api/v1/object-kinds                   unauthorized forbidden answer  forbidden
        POST   api/v1/object-kinds                   unauthorized forbidden answer  forbidden {"name": "Building", "plural": "Buildings"}
        PUT    api/v1/object-kinds/:objectKind             unauthorized forbidden answer  forbidden {"name": "Site", "plural": "Sites", "expectedVersion": 1}
        GET    api/v1/object-kinds/:objectKind/fields      unauthorized forbidden answer  forbidden
        POST   api/v1/object-kinds/:objectKind/fields      unauthorized forbidden answer  forbidden {"name": "Cranes", "kind": "number"}
        GET    api/v1/object-kinds/:objectKind/objects     unauthorized forbidden answer  forbidden
        POST   api/v1/object-kinds/:objectKind/objects.csv unauthorized forbidden answer  forbidden
        POST   api/v1/object-kinds/:objectKind/objects     unauthorized forbidden answer  forbidden {"name": "Pier 5"}
        POST   api/v1/object-kinds/:objectKind/imports unauthorized forbidden refused forbidden name
        GET    api/v1/object-imports/:objectImport   unauthorized forbidden answer  forbidden
        DELETE api/v1/object-imports/:objectImport   unauthorized forbidden answer  forbidden
        POST   api/v1/object-imports/:objectImport/application unauthorized forbidden answer forbidden
        POST   api/v1/object-imports/:objectImport/reversal unauthorized forbidden refused forbidden
        GET    api/v1/objects/:object                unauthorized forbidden answer  forbidden
        PATCH  api/v1/objects/:object                unauthorized forbidden answer  forbidden {"name": "Pier 6", "expectedVersion": 2}
        DELETE api/v1/objects/:object                unauthorized forbidden answer  forbidden
        POST   api/v1/objects/:object/bring-back     unauthorized forbidden answer  forbidden
        POST   api/v1/objects/:object/history/:objectChange/reversal unauthorized forbidden answer forbidden
        POST   api/v1/objects/:object/contacts       unauthorized forbidden answer  forbidden {"memberID": ":person"}
        POST   api/v1/objects/:object/contacts/removal unauthorized forbidden missing forbidden {"memberID": ":person"}
        POST   api/v1/members/:member/end            unauthorized forbidden answer  forbidden {"why": "moved"}
        POST   api/v1/members/:member/removal        unauthorized forbidden refused forbidden {"why": "typing error"}
        POST   api/v1/removals/:bulk/reversal        unauthorized forbidden missing forbidden
        GET    api/v1/members/:member/history        unauthorized forbidden answer  forbidden
        POST   api/v1/members/:member/history/:change/reversal unauthorized forbidden answer forbidden
        POST   api/v1/members/:member/sign-in-links  unauthorized forbidden forbidden forbidden
        POST   api/v1/members/:member/tokens         unauthorized forbidden forbidden forbidden
        DELETE api/v1/members/:member/tokens         unauthorized forbidden answer  forbidden
        DELETE api/v1/members/:member/second-step    unauthorized forbidden forbidden forbidden
        PUT    api/v1/members/:member/roles/:role    unauthorized forbidden answer  forbidden
        DELETE api/v1/members/:member/roles/:role    unauthorized forbidden refused forbidden
        GET    api/v1/tags                           unauthorized forbidden answer  forbidden
        GET    api/v1/tags/things                    unauthorized forbidden answer  forbidden
        PUT    api/v1/tags/groups                    unauthorized forbidden answer  forbidden {"tag": "Docks", "group": "Places"}
        POST   api/v1/tags/groups/renaming           unauthorized forbidden missing forbidden {"group": "None", "name": "Some"}
        GET    api/v1/objects/:object/tags           unauthorized forbidden answer  forbidden
        PATCH  api/v1/objects/:object/tags           unauthorized forbidden answer  forbidden {"add": ["Docks"]}
        GET    api/v1/agreements/:agreement/tags     unauthorized forbidden answer  forbidden
        PATCH  api/v1/agreements/:agreement/tags     unauthorized forbidden answer  forbidden {"add": ["Docks"]}
        GET    api/v1/meetings/:meeting/tags         unauthorized forbidden answer  forbidden
        PATCH  api/v1/meetings/:meeting/tags         unauthorized forbidden answer  forbidden {"add": ["Docks"]}
        GET    api/v1/interactions/:interaction/tags unauthorized forbidden answer  forbidden
        PATCH  api/v1/interactions/:interaction/tags unauthorized forbidden answer  forbidden {"remove": ["Docks"]}
        GET    api/v1/ballots/:ballot/tags           unauthorized forbidden answer  forbidden
        PATCH  api/v1/ballots/:ballot/tags           unauthorized forbidden answer  forbidden {"add": ["Docks"]}
        GET    api/v1/groups/:group/tags             unauthorized forbidden answer  forbidden
        PATCH  api/v1/groups/:group/tags             unauthorized forbidden answer  forbidden {"add": ["Docks"]}
        GET    api/v1/searches/:search/tags          unauthorized forbidden answer  forbidden
        PATCH  api/v1/searches/:search/tags          unauthorized forbidden answer  forbidden {"add": ["Docks"]}
        GET    api/v1/imports/:import/tags           unauthorized forbidden missing forbidden
        PATCH  api/v1/imports/:import/tags           unauthorized forbidden missing forbidden {"add": ["Docks"]}
        POST   api/v1/tags/renaming                  unauthorized forbidden answer  forbidden {"tag": "Docks", "name": "Piers"}
        POST   api/v1/tags/renaming/:bulk/reversal   unauthorized forbidden answer  forbidden
        GET    api/v1/reports                        unauthorized forbidden refused forbidden
        GET    api/v1/reports/kept                   unauthorized forbidden answer  forbidden
        POST   api/v1/reports/kept                   unauthorized forbidden answer  forbidden {"name": "New", "by": "age"}
        PUT    api/v1/reports/kept/:report           unauthorized forbidden answer  forbidden {"name": "Years", "version": 1}
        DELETE api/v1/reports/kept/:report           unauthorized forbidden answer  forbidden
        POST   api/v1/reports/kept/:report/reversal  unauthorized forbidden answer  forbidden
        GET    api/v1/searches                       unauthorized forbidden answer  forbidden
        POST   api/v1/searches                       unauthorized forbidden answer  forbidden {"name": "New", "query": {"joins": "all", "parts": []}}
        GET    api/v1/searches/:search               unauthorized forbidden answer  forbidden
        PUT    api/v1/searches/:search               unauthorized forbidden refused forbidden {"name": "Old", "query": {"joins": "all", "parts": []}}
        GET    api/v1/searches/:search/history       unauthorized forbidden answer  forbidden
        POST   api/v1/searches/:search/history/:step/reversal unauthorized forbidden refused forbidden {"version": 1}
        POST   api/v1/searches/:search/people        unauthorized forbidden answer  forbidden {"place": "in", "people": [":member"]}
        POST   api/v1/searches/:search/people/:bulk/reversal unauthorized forbidden missing forbidden
        DELETE api/v1/searches/:search               unauthorized forbidden answer  forbidden
        POST   api/v1/searches/:search/reversal      unauthorized forbidden answer  forbidden
        GET    api/v1/members/:member/membership     unauthorized forbidden answer  forbidden
        POST   api/v1/members/:member/membership/begin unauthorized forbidden refused forbidden {"kind": ":kind"}
        POST   api/v1/members/:member/membership/renew unauthorized forbidden answer forbidden
        POST   api/v1/members/:member/membership/kind unauthorized forbidden refused forbidden {"kind": ":kind"}
        POST   api/v1/members/:member/membership/end unauthorized forbidden answer  forbidden {"why": "moved"}
        POST   api/v1/members/:member/membership/certificate unauthorized forbidden answer forbidden
        PUT    api/v1/members/:member/membership/periods/:period unauthorized forbidden answer forbidden {"startsOn": "2026-05-01", "why": "typing error"}
        PUT    api/v1/members/:member/membership/standing unauthorized forbidden answer forbidden {"isGood": true, "why": "moved here"}
        DELETE api/v1/members/:member/membership/standing unauthorized forbidden answer forbidden
        GET    api/v1/shared-words                   unauthorized forbidden answer  forbidden
        PUT    api/v1/shared-words                   unauthorized forbidden answer  forbidden {"kinds": [":kind"], "skills": ["First aid"]}
        POST   api/v1/shared-words/kinds             unauthorized forbidden missing forbidden {"chapterID": "x", "name": "Standard"}
        GET    api/v1/membership-kinds               unauthorized answer    answer  answer
        POST   api/v1/membership-kinds               unauthorized forbidden answer  forbidden {"name": "Life", "period": "open"}
        PUT    api/v1/membership-kinds/:kind         unauthorized forbidden answer  forbidden {"name": "Standard", "period": "open"}
        PUT    api/v1/membership-kinds/:kind/retirement unauthorized forbidden answer forbidden
        DELETE api/v1/membership-kinds/:kind/retirement unauthorized forbidden answer forbidden
        GET    api/v1/standing                       unauthorized forbidden answer  forbidden
        PUT    api/v1/standing                       unauthorized forbidden answer  forbidden {"joinedDays": 30}
        GET    api/v1/memberships/:due               unauthorized forbidden answer  forbidden
        POST   api/v1/memberships/beginnings         unauthorized forbidden answer forbidden {"members": [":member"], "kind": ":kind", "preview": true}
        POST   api/v1/memberships/renewals           unauthorized forbidden answer  forbidden {"members": [":member"]}
        POST   api/v1/memberships/renewals/:bulk/reversal unauthorized forbidden missing forbidden
        POST   api/v1/imports                        unauthorized forbidden answer  forbidden name,email
        GET    api/v1/imports/watches/:watch         unauthorized forbidden missing forbidden
        GET    api/v1/imports/:import                unauthorized forbidden answer  forbidden
        GET    api/v1/imports/:import/questions      unauthorized forbidden answer  forbidden
        POST   api/v1/imports/:import/answers        unauthorized forbidden answer  forbidden {"answers":[]}
        POST   api/v1/imports/:import/application    unauthorized forbidden answer  forbidden
        POST   api/v1/imports/:import/reversal       unauthorized forbidden refused forbidden
        """
}
