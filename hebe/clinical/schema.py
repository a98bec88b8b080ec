"""A signed record and a finished treatment keep their words (EMR-03, EMR-05).

A signed record changes only together with a further signed version. Sealing anew with a
younger key changes no word and stays allowed: the key's id stands before the first dot. What is
not sealed comes in no more.
"""

WORDS = ("complaint", "history", "findings", "diagnosis", "advice", "plan")
NOTES = ("parameters", "reaction")
FACTS = (
    "visit_id", "customer_id", "item_id", "line_id", "record_id", "performer_id",
    "supervisor_id", "state", "started_at", "ended_at", "day",
)  # fmt: skip


def _rewritten(columns: tuple[str, ...], lost: str) -> str:
    return " OR ".join(
        f"(OLD.{c} <> NEW.{c} AND (OLD.{c} = '' OR NEW.{c} {lost}"
        f" OR split_part(OLD.{c}, '.', 1) = split_part(NEW.{c}, '.', 1)))"
        for c in columns
    )


SIGNED = f"""
CREATE OR REPLACE FUNCTION clinical_signed_record_stays() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF ({_rewritten(WORDS, "!~ '^k[0-9]+[.]'")} OR NEW.state <> 'signed')
    AND NOT (NEW.versions_count > OLD.versions_count AND EXISTS (
      SELECT 1 FROM clinical_recordversion v
      WHERE v.record_id = NEW.id AND v.number = NEW.versions_count))
  THEN
    RAISE EXCEPTION 'a signed record changes only with a further version'
      USING ERRCODE = 'HB001';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER signed_record_stays BEFORE UPDATE ON clinical_record FOR EACH ROW
  WHEN (OLD.state = 'signed') EXECUTE FUNCTION clinical_signed_record_stays()
"""  # noqa: S608
FINISHED = f"""
CREATE OR REPLACE FUNCTION clinical_finished_treatment_stays() RETURNS trigger
LANGUAGE plpgsql AS $$
BEGIN
  IF {_rewritten(NOTES, "= ''")} OR ({", ".join(f"OLD.{c}" for c in FACTS)})
    IS DISTINCT FROM ({", ".join(f"NEW.{c}" for c in FACTS)})
  THEN
    RAISE EXCEPTION 'a finished treatment is never changed' USING ERRCODE = 'HB001';
  END IF;
  RETURN NEW;
END $$;
CREATE OR REPLACE TRIGGER finished_treatment_stays BEFORE UPDATE ON clinical_treatment
  FOR EACH ROW WHEN (OLD.state = 'done') EXECUTE FUNCTION clinical_finished_treatment_stays()
"""
LAID = (SIGNED, FINISHED)
