"""What the old system owed a customer on the day of the move, as imported facts."""

from dataclasses import dataclass

from hebe.customers.legacy.cells import Course

MONEY = ("principal", "bonus", "deposit", "debt", "total_spent")


@dataclass(slots=True)
class Opening:
    """Opening balances; None where the file says nothing, which is not zero.

    Money is in fen. Facts are kept, not posted: the ledger takes them over later.
    """

    principal: int | None = None
    bonus: int | None = None
    deposit: int | None = None
    debt: int | None = None
    total_spent: int | None = None
    points: int | None = None
    courses: tuple[Course, ...] = ()

    def facts(self) -> list[tuple[str, str, int]]:
        """Return (kind, item, amount) for everything that is not nothing.

        Kinds: principal, bonus, deposit, debt and spent in fen, points, course in sessions.

        >>> Opening(principal=50000, bonus=0, courses=(Course("水光针", 3),)).facts()
        [('principal', '', 50000), ('course', '水光针', 3)]
        """
        named = [("spent" if kind == "total_spent" else kind, kind) for kind in MONEY]
        found = [(kind, "", getattr(self, field) or 0) for kind, field in named]
        found.append(("points", "", self.points or 0))
        found += [("course", course.item, course.remaining) for course in self.courses]
        return [fact for fact in found if fact[2]]

    def fill_from(self, other: "Opening") -> bool:
        """Take over what is unknown here; return whether any known fact differs.

        Zero in the later row is no difference: exports repeat people without balances.
        """
        differs = False
        for field in (*MONEY, "points"):
            mine, theirs = getattr(self, field), getattr(other, field)
            if mine is None:
                setattr(self, field, theirs)
            elif theirs and theirs != mine:
                differs = True
        if not self.courses:
            self.courses = other.courses
        elif other.courses and other.courses != self.courses:
            differs = True
        return differs
