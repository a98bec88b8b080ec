"""Let the planner choose by how often a fragment really occurs.

Two ways lead to the best dozen hits: read the fragment's own rows and sort them (right for a
telephone number), or walk down the ranks until enough fit (right for a surname). Walking for
something rare reads the whole group, so two things must be known: frequencies of ten thousand
fragments instead of one thousand, and true costs. All of the index is in memory, where a row
on either way costs about the same; the server's settings price the first as if read from disk.

`customers_weigh_fragments` does at once after a bulk write what autovacuum would do within
minutes: renew the frequencies, and sort in the rows that wait in the index's pending list, which
every search reads whole.
"""

from django.db import migrations

FIND = "customers_find(int[], int, int[])"
COSTS = {
    "seq_page_cost": "0.01",
    "random_page_cost": "0.01",
    "cpu_operator_cost": "0.0005",
    "cpu_index_tuple_cost": "0.03",
    "max_parallel_workers_per_gather": "0",
}
PRICED = "; ".join(f"ALTER FUNCTION {FIND} SET {name} = {cost}" for name, cost in COSTS.items())
UNPRICED = "; ".join(f"ALTER FUNCTION {FIND} RESET {name}" for name in COSTS)
WEIGH = """
CREATE FUNCTION customers_weigh_fragments() RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public
AS $$
BEGIN
  PERFORM gin_clean_pending_list('customers_by_fragment');
  ANALYZE customers_search;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("customers", "0007_import_drafts")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE customers_search ALTER COLUMN tokens SET STATISTICS 1000",
            "ALTER TABLE customers_search ALTER COLUMN tokens SET STATISTICS -1",
        ),
        migrations.RunSQL(PRICED, UNPRICED),
        migrations.RunSQL(WEIGH, "DROP FUNCTION customers_weigh_fragments()"),
    ]
