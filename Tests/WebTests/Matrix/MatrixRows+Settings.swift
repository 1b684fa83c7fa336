extension Matrix {
    /// Settings and the first run.
    static let settings = """
        #    address                visitor    member     coordinator admin      sent
        GET  settings               door       page       page        page
        POST settings/language      forbidden  onward     onward      onward     language=es
        POST settings/accent        forbidden  forbidden  onward      forbidden  accent=%23b01650
        POST settings/time-zone     forbidden  forbidden  onward      forbidden  zone=Europe/Lisbon
        POST settings/country       forbidden  forbidden  onward      forbidden  country=ES
        POST settings/order         forbidden  forbidden  onward      forbidden  order=family
        GET  settings/passphrase    door       page       page        page
        POST settings/passphrase    forbidden  refused    refused     refused    passphrase=short
        POST settings/passphrase/remove forbidden onward  onward      onward
        GET  settings/second-step   door       page       page        page
        POST settings/second-step/begin forbidden onward  onward      onward
        POST settings/second-step   forbidden  refused    refused     refused    code=000000
        POST settings/second-step/codes forbidden refused refused     refused    renewal=000000
        POST settings/second-step/off forbidden refused   refused     refused    removal=000000
        GET  settings/sessions      door       page       page        page
        POST settings/sessions/end-others forbidden onward onward     onward
        POST settings/sessions/:session/end forbidden missing missing missing
        GET  settings/memberships   door       forbidden  page        forbidden
        POST settings/memberships/rule forbidden forbidden onward     forbidden  joinedDays=30
        GET  settings/memberships/shared door  forbidden  page        forbidden
        POST settings/memberships/shared forbidden forbidden onward   forbidden  kind=:kind&interest=Housing
        POST settings/memberships/shared/kinds forbidden forbidden missing forbidden name=Standard
        GET  settings/memberships/kinds door   forbidden  page        forbidden
        POST settings/memberships/kinds forbidden forbidden onward    forbidden  name=Life&term=open
        GET  settings/memberships/kinds/:kind door forbidden page     forbidden
        POST settings/memberships/kinds/:kind forbidden forbidden onward forbidden name=Standard&term=open&version=1
        POST settings/memberships/kinds/:kind/retire forbidden forbidden onward forbidden
        GET  settings/roles         door       forbidden  page        forbidden
        POST settings/roles/give    forbidden  forbidden  onward      forbidden  member=:person&role=coordinator
        POST settings/roles/take    forbidden  forbidden  refused     forbidden  member=:person&role=coordinator
        GET  settings/fields        door       forbidden  page        forbidden
        GET  settings/fields/add    door       forbidden  page        forbidden
        POST settings/fields/add    forbidden  forbidden  onward      forbidden  name=Locker&kind=line
        GET  settings/fields/:field door       forbidden  page        forbidden
        POST settings/fields/:field forbidden  forbidden  onward      forbidden  name=Shirt+size&version=1
        POST settings/fields/:field/retire forbidden forbidden onward forbidden
        GET  settings/field-rules/add door     forbidden  page        forbidden
        POST settings/field-rules/add forbidden forbidden onward      forbidden  when=shirt_size%3D&other=hat_size
        GET  settings/field-rules/:rule door   forbidden  page        forbidden
        POST settings/field-rules/:rule forbidden forbidden onward    forbidden  version=1&when=hat_size%3D&other=shirt_size
        POST settings/field-rules/:rule/remove forbidden forbidden onward forbidden
        GET  settings/built-in-fields/:builtIn door forbidden page    forbidden
        POST settings/built-in-fields/:builtIn forbidden forbidden onward forbidden neededOf=members&version=0
        GET  objects                door       forbidden  page        forbidden
        GET  objects/kinds/add      door       forbidden  page        forbidden
        POST objects/kinds/add      forbidden  forbidden  onward      forbidden  name=Building&plural=Buildings
        GET  objects/kinds/:objectKind    door       forbidden  page        forbidden
        GET  objects/kinds/:objectKind/edit door     forbidden  page        forbidden
        POST objects/kinds/:objectKind/edit forbidden forbidden onward      forbidden  name=Site&plural=Sites&version=1
        GET  objects/kinds/:objectKind/add door      forbidden  page        forbidden
        POST objects/kinds/:objectKind/add forbidden forbidden  onward      forbidden  name=Pier+5
        POST objects/kinds/:objectKind/export forbidden forbidden answer    forbidden  column=name
        GET  objects/kinds/:objectKind/import door   forbidden  page        forbidden
        POST objects/kinds/:objectKind/import forbidden forbidden refused   forbidden
        GET  objects/imports/:objectImport door      forbidden  page        forbidden
        POST objects/imports/:objectImport/apply forbidden forbidden onward forbidden
        POST objects/imports/:objectImport/undo forbidden forbidden refused forbidden
        POST objects/imports/:objectImport/discard forbidden forbidden onward forbidden
        GET  objects/:object        door       forbidden  page        forbidden
        GET  objects/:object/edit   door       forbidden  page        forbidden
        POST objects/:object/edit   forbidden  forbidden  onward      forbidden  name=Pier+6&version=2
        POST objects/:object/contacts forbidden forbidden onward      forbidden  member=:person
        POST objects/:object/tags   forbidden  forbidden  onward      forbidden  add=Docks
        POST objects/:object/history/:objectChange/revert forbidden forbidden onward forbidden
        POST objects/:object/remove forbidden  forbidden  onward      forbidden
        GET  people/:person/sign-in-code door  forbidden  page        forbidden
        POST people/:person/sign-in-code forbidden forbidden page     forbidden
        #    address                                visitor   member    coordinator admin
        """
}
