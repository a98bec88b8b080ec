"""An order costs what its lines cost: looked at when the transaction ends.

The functions run as the owner: when a transaction ends, no group may be chosen any more. A
constraint trigger cannot be replaced (PostgreSQL, CREATE TRIGGER), so it is dropped first.
"""

FUNCTION = """
CREATE OR REPLACE FUNCTION hebe_order_total_is_right() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  key bigint := CASE
    WHEN TG_TABLE_NAME = 'billing_order' THEN (to_jsonb(NEW) ->> 'id')::bigint
    WHEN TG_OP = 'DELETE' THEN (to_jsonb(OLD) ->> 'order_id')::bigint
    ELSE (to_jsonb(NEW) ->> 'order_id')::bigint
  END;
BEGIN
  IF EXISTS (
    SELECT FROM billing_order o WHERE o.id = key AND o.total_fen <>
      (SELECT coalesce(sum(l.amount_fen), 0) FROM billing_orderline l WHERE l.order_id = o.id)
  ) THEN
    RAISE EXCEPTION 'order % does not cost what its lines cost', key
      USING ERRCODE = 'check_violation', CONSTRAINT = 'order_total_is_the_sum_of_its_lines';
  END IF;
  RETURN NULL;
END $$;
"""
TRIGGERS = """
DROP TRIGGER IF EXISTS total_is_right_on_insert ON billing_order;
CREATE CONSTRAINT TRIGGER total_is_right_on_insert AFTER INSERT ON billing_order
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.total_fen <> 0)
  EXECUTE FUNCTION hebe_order_total_is_right();
DROP TRIGGER IF EXISTS total_is_right_on_update ON billing_order;
CREATE CONSTRAINT TRIGGER total_is_right_on_update AFTER UPDATE ON billing_order
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.total_fen <> OLD.total_fen)
  EXECUTE FUNCTION hebe_order_total_is_right();
DROP TRIGGER IF EXISTS line_is_in_the_total ON billing_orderline;
CREATE CONSTRAINT TRIGGER line_is_in_the_total AFTER INSERT OR DELETE ON billing_orderline
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION hebe_order_total_is_right();
DROP TRIGGER IF EXISTS line_stays_in_the_total ON billing_orderline;
CREATE CONSTRAINT TRIGGER line_stays_in_the_total AFTER UPDATE ON billing_orderline
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
  WHEN (NEW.amount_fen <> OLD.amount_fen OR NEW.order_id <> OLD.order_id)
  EXECUTE FUNCTION hebe_order_total_is_right();
"""
LAID = (FUNCTION, TRIGGERS)
