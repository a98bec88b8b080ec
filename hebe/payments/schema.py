"""An order is paid by its tenders: looked at when the transaction ends.

The functions run as the owner: when a transaction ends, no group may be chosen any more. A
constraint trigger cannot be replaced (PostgreSQL, CREATE TRIGGER), so it is dropped first.
"""

FUNCTION = """
CREATE OR REPLACE FUNCTION hebe_order_paid_is_right() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
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
"""
TRIGGERS = """
DROP TRIGGER IF EXISTS paid_is_right_on_insert ON billing_order;
CREATE CONSTRAINT TRIGGER paid_is_right_on_insert AFTER INSERT ON billing_order
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.paid_fen <> 0)
  EXECUTE FUNCTION hebe_order_paid_is_right();
DROP TRIGGER IF EXISTS paid_is_right_on_update ON billing_order;
CREATE CONSTRAINT TRIGGER paid_is_right_on_update AFTER UPDATE ON billing_order
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.paid_fen <> OLD.paid_fen)
  EXECUTE FUNCTION hebe_order_paid_is_right();
DROP TRIGGER IF EXISTS tender_is_in_the_paid ON payments_tender;
CREATE CONSTRAINT TRIGGER tender_is_in_the_paid AFTER INSERT ON payments_tender
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION hebe_order_paid_is_right();
"""
LAID = (FUNCTION, TRIGGERS)
