"""Consult notes, plans and the reasons of amendments are sealed, as records always were.

The plan of a signed record is kept from changing as its texts are: sealing anew with a younger
key changes no word, and what is not sealed comes in no more. Both triggers that keep signed words rest while the words are sealed, in
this migration's own transaction.
"""

from django.db import migrations

from hebe.kernel.fields import SealedListField, SealedTextField
from hebe.kernel.sealing import seal_columns

TEXTS = ("complaint", "history", "findings", "diagnosis", "advice")
REWRITTEN = (
    "(OLD.{0} <> NEW.{0} AND (OLD.{0} = '' OR NEW.{0} %s"
    " OR split_part(OLD.{0}, '.', 1) = split_part(NEW.{0}, '.', 1)))"
)
NOT_SEALED, EMPTY = REWRITTEN % "!~ '^k[0-9]+[.]'", REWRITTEN % "= ''"
KEEP = """
CREATE OR REPLACE FUNCTION clinical_signed_record_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF ({rewritten} OR NEW.state <> 'signed')
    AND NOT (NEW.versions_count > OLD.versions_count AND EXISTS (
      SELECT 1 FROM clinical_recordversion v
      WHERE v.record_id = NEW.id AND v.number = NEW.versions_count))
  THEN
    RAISE EXCEPTION 'a signed record changes only with a further version'
      USING ERRCODE = 'HB001';
  END IF;
  RETURN NEW;
END $$;
"""
SEALED = KEEP.format(rewritten=" OR ".join(map(NOT_SEALED.format, (*TEXTS, "plan"))))
OPEN = KEEP.format(rewritten=" OR ".join([*map(EMPTY.format, TEXTS), "OLD.plan <> NEW.plan"]))
TRIGGERS = (
    ("clinical_record", "signed_record_stays"),
    ("clinical_recordversion", "append_only"),
)


def _all(act):
    return "; ".join(f"ALTER TABLE {table} {act} TRIGGER {name}" for table, name in TRIGGERS)


def _empty_plans(now, then):
    return "; ".join(
        f"UPDATE {table} SET plan = '{then}' WHERE plan = '{now}'" for table, _name in TRIGGERS
    )


class Migration(migrations.Migration):
    dependencies = [("clinical", "0004_find_unsigned_records")]
    operations = [
        migrations.AlterField("consultnote", "wishes", SealedTextField("what she wishes")),
        migrations.AlterField(
            "consultnote", "concerns", SealedTextField("concerns", blank=True)
        ),
        migrations.AlterField(
            "consultnote",
            "interest",
            SealedTextField("items of interest", max_length=200, blank=True),
        ),
        migrations.AlterField(
            "consultnote", "said", SealedTextField("what was said", blank=True)
        ),
        migrations.AlterField("record", "plan", SealedListField(default=list)),
        migrations.AlterField("recordversion", "plan", SealedListField(default=list)),
        migrations.AlterField(
            "recordversion",
            "reason",
            SealedTextField("why it was amended", max_length=200, blank=True),
        ),
        migrations.RunSQL(SEALED, OPEN),
        migrations.RunSQL(_all("DISABLE"), _all("ENABLE")),
        migrations.RunSQL(_empty_plans("[]", ""), _empty_plans("", "[]")),
        seal_columns("clinical_consultnote", "wishes", "concerns", "interest", "said"),
        seal_columns("clinical_record", "plan"),
        seal_columns("clinical_recordversion", "plan", "reason"),
        migrations.RunSQL(_all("ENABLE"), _all("DISABLE")),
    ]
