from hebe.todos.models import Notification
from hebe.web import finding
from hebe.web.access.words import ACTS, Word
from hebe.web.counts import WAITING, Waiting
from hebe.web.customers import panels as of_customer
from hebe.web.finding import Kind, Way
from hebe.web.frame import PIECES, TOP, Piece
from hebe.web.nav import ENTRIES, HEADINGS, Entry, Heading
from hebe.web.settings import SETTINGS, Setting
from hebe.web.todos.layouts import FRONT, NUMBERS, PANELS, Laid, Number, Spot
from hebe.web.todos.panels.base import Figure, Panel

RIGHT = "customers.view"

HEADINGS.add(Heading("made_up", "Things made up", 35))
ENTRIES.add(Entry("made_up:list", "Made-up shelf", "box", RIGHT, "made_up", 10, thumb=12))
WAITING.add(Waiting("made_up:list", Notification.objects.of, RIGHT))
finding.KINDS.add(
    Kind("made_up", lambda search: [f"found {search.text}"], "made_up/found.html", RIGHT, 25)
)
finding.ACTS.add(Way("made_up:new", "Make something up", "plus", RIGHT, position=5, quick=5))
of_customer.PANELS.add(of_customer.Panel("made_up:of_customer", "Made up of her", RIGHT))
of_customer.ACTS.add(of_customer.Act("made_up:new", "Make up for her", "plus", RIGHT, 5))
PANELS.add(Laid("made_up", lambda _desk: Panel("made_up/panel.html"), {FRONT: Spot("main", 1)}))
NUMBERS.add(Number("made_up", lambda _desk: Figure("Made-up number", "42"), {FRONT: 1}))
SETTINGS.add(Setting("made_up:settings", "Made-up settings", "What is made up.", "box", RIGHT))
PIECES.add(Piece("made_up", TOP, "made_up/top.html", RIGHT))
ACTS.add(Word("ThingMadeUp", "Something was made up"))
