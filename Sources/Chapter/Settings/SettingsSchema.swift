import GRDB

/// Registers what the chapter has chosen for itself besides its looks.
func registerSettingsMigrations(in migrator: inout DatabaseMigrator) {
    migrator.registerMigration("settings-0001") { db in
        // A name of the IANA's, as meetings carry it.
        try db.execute(
            sql: """
                CREATE TABLE chapter_clock (
                  one INTEGER PRIMARY KEY CHECK (one = 1),
                  time_zone TEXT NOT NULL CHECK (length(time_zone) BETWEEN 1 AND 64)
                ) STRICT;
                """)
    }
    migrator.registerMigration("settings-0002") { db in
        // Two letters of ISO 3166, for telephone numbers without a country.
        try db.execute(
            sql: """
                CREATE TABLE chapter_country (
                  one INTEGER PRIMARY KEY CHECK (one = 1),
                  code TEXT NOT NULL CHECK (code GLOB '[A-Z][A-Z]')
                ) STRICT;
                """)
    }
    migrator.registerMigration("settings-people-order") { db in
        // The order in which lists of people begin; without a row, by name.
        try db.execute(
            sql: """
                CREATE TABLE chapter_people_order (
                  one INTEGER PRIMARY KEY CHECK (one = 1),
                  sort TEXT NOT NULL CHECK (sort IN ('name', 'family'))
                ) STRICT;
                """)
    }
}
