"""Customer lists out of a clinic's old system: read, understood, checked, planned.

Plain Python without a database. Start at `sheets.read_sheets`, then `tables.find_table`,
`mapping.propose_mapping`, `rows.parse`, `plan.plan_import`.
"""
