/// How many people of each status there are, which nearly every page says; and an index that finds
/// out the status of many of whom only the numbers are known.
let peopleTotals = """
    CREATE TABLE people_total (
      status TEXT PRIMARY KEY,
      people INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    INSERT INTO people_total (status, people) VALUES
      ('contact', 0), ('supporter', 0), ('member', 0), ('former', 0);
    UPDATE people_total SET people =
      (SELECT count(*) FROM member WHERE member.status = people_total.status);
    CREATE TRIGGER people_total_grows AFTER INSERT ON member BEGIN
      UPDATE people_total SET people = people + 1 WHERE status = NEW.status;
    END;
    CREATE TRIGGER people_total_moves AFTER UPDATE OF status ON member
      WHEN OLD.status <> NEW.status BEGIN
      UPDATE people_total SET people = people - 1 WHERE status = OLD.status;
      UPDATE people_total SET people = people + 1 WHERE status = NEW.status;
    END;
    CREATE TRIGGER people_total_shrinks AFTER DELETE ON member BEGIN
      UPDATE people_total SET people = people - 1 WHERE status = OLD.status;
    END;
    CREATE INDEX member_of_status ON member(status);
    """

/// What a name can be taken apart into, and the order by family name that follows.
///
/// `folded_family` is the folded family name. Who has none comes by the last word of the name, and
/// an organization or a household by its first. Two spaces, which no folded name has, keep Garcia
/// before Garcia Lopez; behind them the whole name decides. The index is for nothing but this order.
let namesInParts = """
    ALTER TABLE member ADD COLUMN form_of_address TEXT
      CHECK (length(form_of_address) BETWEEN 1 AND 60);
    ALTER TABLE member ADD COLUMN given_name TEXT CHECK (length(given_name) BETWEEN 1 AND 200);
    ALTER TABLE member ADD COLUMN family_name TEXT CHECK (length(family_name) BETWEEN 1 AND 200);
    ALTER TABLE member ADD COLUMN name_suffix TEXT CHECK (length(name_suffix) BETWEEN 1 AND 60);
    ALTER TABLE member ADD COLUMN nickname TEXT CHECK (length(nickname) BETWEEN 1 AND 200);
    ALTER TABLE member ADD COLUMN folded_family TEXT;
    ALTER TABLE member ADD COLUMN family_order TEXT GENERATED ALWAYS AS (
      CASE WHEN kind <> 'person' THEN folded_name ELSE
        coalesce(folded_family, substr(folded_name,
          length(rtrim(folded_name, replace(folded_name, ' ', ''))) + 1))
        || '  ' || folded_name END) VIRTUAL;
    CREATE INDEX member_by_family ON member(family_order, id) WHERE family_order IS NOT NULL;
    """

/// From where a change came, as `ActOrigin` says it; older lines say nothing.
let deviceColumn = """
    ALTER TABLE history ADD COLUMN device TEXT CHECK (length(device) BETWEEN 1 AND 80);
    """
