"""Every column of text that stands readable in the database, and why it may.

Phones, identity numbers, addresses, messenger ids, and whatever is said of a customer's health
or wishes are sealed; a new column of text is sealed as well, or listed here.
"""

NAMES = "Names stay readable: they are sorted, searched and shown everywhere."
CODES = "Codes, keys and numbers that the house or a payment service gave."
HOUSE = "What the house says of itself: its stores, shelves, posts, rules and work."
CATALOGUE = "Words of the catalogue, the same for every customer."
STAFF = "About colleagues, not customers."
WHY = "Why staff did something to money, time or a rule."
SPENDING = "What she may spend: no number of hers, nothing of her health."
FOUND = "Asked by lists and filters, which cannot look into what is sealed."
COPIES = "Facts of an act; what is sealed where it stands is left out (test_sealed)."

READABLE = {
    NAMES: """
        access.User.name compliance.Finding.who compliance.RuleSetting.set_by
        compliance.RuleParameter.set_by
        customers.Customer.guardian_name customers.Customer.name customers.Customer.name_key
        customers.ImportRun.who billing.Cancellation.who journal.Audit.who
        journal.TimelineEntry.who payments.Tender.received_by scheduling.Change.who
        staff.Member.name staff.Member.name_key todos.Approval.asker todos.Cancellation.who
        todos.Decision.who visits.Guardian.name
    """,
    CODES: """
        access.ApiKey.prefix access.ApiKey.scopes access.Role.code access.Role.permissions
        access.Submission.address access.Submission.fingerprint access.Submission.token
        access.User.language access.User.login access.User.login_key
        access.User.password billing.Order.number
        clinical.Material.lot clinical.RecordVersion.digest compliance.Finding.outcome
        compliance.Finding.rule compliance.Finding.subject compliance.Finding.trigger
        compliance.RuleSetting.rule compliance.RuleSetting.severity
        compliance.RuleParameter.name compliance.RuleParameter.rule customers.Customer.member_no
        customers.Customer.record_no customers.ImportMapping.headings
        customers.ImportProblem.code customers.ImportProblem.field
        customers.ImportRun.file_digest customers.Tag.tone files.StoredFile.content_type
        files.StoredFile.key files.StoredFile.purpose files.StoredFile.sha256 jobs.Job.kind
        jobs.Job.permission jobs.Job.reach
        journal.Audit.act journal.Audit.ip journal.Audit.subject journal.Audit.via
        journal.DayCount.name journal.Delivery.handler
        journal.Delivery.last_error journal.Outbox.name journal.TimelineEntry.kind
        journal.TimelineEntry.name payments.TakenReference.reference payments.Tender.reference
        scheduling.Change.what tenancy.Counter.series tenancy.Group.code
        tenancy.Group.rights_offered tenancy.Store.code todos.Notification.link
        todos.EscalationStep.kind todos.EscalationStep.right
        todos.Notification.tone todos.Todo.for_right todos.Todo.kind todos.Todo.link
        todos.Todo.source
    """,
    HOUSE: """
        access.ApiKey.name access.Role.name access.SavedView.name access.SavedView.table
        care.FollowUpStep.script care.FollowUpStep.title customers.Channel.name
        customers.ImportDraft.mapping customers.ImportDraft.sheet
        customers.ImportMapping.mapping
        customers.ImportMapping.name customers.Attachment.by customers.Attachment.removed_by
        customers.ImportRun.file_name customers.ImportRun.mapping
        customers.ImportRun.report customers.OwnField.name customers.OwnField.options
        customers.Tag.name files.StoredFile.name jobs.Job.counts jobs.Job.problem
        jobs.Job.refused jobs.Job.title
        scheduling.Resource.name scheduling.Resource.type scheduling.ResourceClaim.what
        tenancy.Group.advisor_label
        tenancy.Group.name tenancy.Store.address tenancy.Store.city tenancy.Store.jurisdiction
        tenancy.Store.licence_no tenancy.Store.name tenancy.Store.phone tenancy.Store.timezone
        todos.Notification.text todos.Todo.title
    """,
    CATALOGUE: """
        billing.OrderLine.bundle_name billing.OrderLine.name catalog.Bundle.code
        catalog.Bundle.name catalog.Bundle.name_key catalog.Category.name
        catalog.Item.catalogue_name catalog.Item.code catalog.Item.name
        catalog.Item.name_key catalog.Item.unit catalog.ItemNeed.what catalog.Product.code
        catalog.Product.name
        catalog.Product.registration_no catalog.Product.unit customers.OpeningFact.what
        tenancy.Store.filed_projects
    """,
    STAFF: "staff.Certificate.number staff.Member.history staff.Member.title",
    WHY: """
        billing.Cancellation.reason billing.OrderLine.explain compliance.RuleSetting.reason
        payments.Tender.reason scheduling.Change.reason scheduling.ResourceClaim.reason
        todos.Approval.arguments todos.Approval.sentence todos.Decision.reason
    """,
    SPENDING: "clinical.ConsultNote.budget customers.Customer.budget",
    FOUND: "customers.Customer.character customers.Customer.parking",
    COPIES: """
        compliance.Finding.facts compliance.Finding.parameters jobs.Job.arguments
        journal.Audit.data journal.Outbox.payload journal.TimelineEntry.payload
        scheduling.Change.before
    """,
}
WHY_READABLE = {name: why for why, names in READABLE.items() for name in names.split()}
