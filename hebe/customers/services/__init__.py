"""Acts on customers, one file per noun."""

from hebe.customers.services.batch import MOST as MOST_AT_ONCE
from hebe.customers.services.batch import Outcome, set_advisor, set_carer, tag_customers
from hebe.customers.services.contacts import add_contact, remove_contact
from hebe.customers.services.create import create_customer
from hebe.customers.services.files import PURPOSE, attach_file, remove_attachment
from hebe.customers.services.history import (
    forget_visit,
    note_spending,
    note_visit,
    review_stages,
)
from hebe.customers.services.index import index_customers
from hebe.customers.services.many import act_on_many
from hebe.customers.services.own_fields import (
    create_own_field,
    edit_own_field,
    own_field_marks,
    own_name,
)
from hebe.customers.services.reception import find_customers, receive_customer
from hebe.customers.services.reveal import reveal_field
from hebe.customers.services.tags import (
    create_channel,
    create_tag,
    edit_tag,
    tag_customer,
    tag_marks,
    untag_customer,
)
from hebe.customers.services.team import set_team
from hebe.customers.services.update import (
    confirm_data,
    mark_key,
    marks_of,
    update_customer,
)

__all__ = [
    "MOST_AT_ONCE",
    "PURPOSE",
    "Outcome",
    "act_on_many",
    "add_contact",
    "attach_file",
    "confirm_data",
    "create_channel",
    "create_customer",
    "create_own_field",
    "create_tag",
    "edit_own_field",
    "edit_tag",
    "find_customers",
    "forget_visit",
    "index_customers",
    "mark_key",
    "marks_of",
    "note_spending",
    "note_visit",
    "own_field_marks",
    "own_name",
    "receive_customer",
    "remove_attachment",
    "remove_contact",
    "reveal_field",
    "review_stages",
    "set_advisor",
    "set_carer",
    "set_team",
    "tag_customer",
    "tag_customers",
    "tag_marks",
    "untag_customer",
    "update_customer",
]
