/// What a chapter asks of fields that every chapter has; one row a field, by `BuiltInField.code`.
///
/// A row that asks for nothing stays, so that its version goes on.
let builtInRuleTable = """
    CREATE TABLE built_in_rule (
      field TEXT PRIMARY KEY NOT NULL CHECK (length(field) BETWEEN 1 AND 60),
      version INTEGER NOT NULL DEFAULT 1 CHECK (version > 0),
      needed_of TEXT CHECK (needed_of IN
        ('everybody', 'members', 'persons', 'organizations', 'households')),
      least TEXT CHECK (least GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
      most TEXT CHECK (most GLOB '[0-9][0-9][0-9][0-9]-[01][0-9]-[0-3][0-9]'),
      pattern TEXT CHECK (length(pattern) BETWEEN 1 AND 80),
      message TEXT CHECK (length(message) BETWEEN 1 AND 300)
    ) STRICT, WITHOUT ROWID;
    """
