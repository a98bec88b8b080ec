"""An order is paid by its tenders: looked at when the transaction ends."""

from django.db import migrations

MAKE = """
CREATE FUNCTION hebe_order_paid_is_right() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
  key bigint := CASE
    WHEN TG_TABLE_NAME = 'billing_order' THEN (to_jsonb(NEW) ->> 'id')::bigint
    ELSE (to_jsonb(NEW) ->> 'order_id')::bigint
  END;
BEGIN
  IF EXISTS (
    SELECT FROM billing_order o WHERE o.id = key AND o.paid_fen <>
      (SELECT coalesce(sum(t.amount_fen), 0) FROM payments_tender t WHERE t.order_id = o.id)
  ) THEN
    RAISE EXCEPTION 'order % was not paid what its tenders say', key
      USING ERRCODE = 'check_violation', CONSTRAINT = 'order_paid_is_the_sum_of_its_tenders';
  END IF;
  RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER paid_is_right_on_insert AFTER INSERT ON billing_order
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.paid_fen <> 0)
  EXECUTE FUNCTION hebe_order_paid_is_right();
CREATE CONSTRAINT TRIGGER paid_is_right_on_update AFTER UPDATE ON billing_order
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.paid_fen <> OLD.paid_fen)
  EXECUTE FUNCTION hebe_order_paid_is_right();
CREATE CONSTRAINT TRIGGER tender_is_in_the_paid AFTER INSERT ON payments_tender
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION hebe_order_paid_is_right();
"""
UNDO = """
DROP TRIGGER tender_is_in_the_paid ON payments_tender;
DROP TRIGGER paid_is_right_on_update ON billing_order;
DROP TRIGGER paid_is_right_on_insert ON billing_order;
DROP FUNCTION hebe_order_paid_is_right();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("payments", "0003_free_the_reference_of_a_reversed_tender"),
        ("billing", "0003_totals_follow_their_lines"),
    ]
    operations = [migrations.RunSQL(MAKE, UNDO)]
