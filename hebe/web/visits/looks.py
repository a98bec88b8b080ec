"""What the stages look like wherever they are shown: tone and shape."""

from hebe.visits.choices import Stage

STAGE_LOOKS = {
    Stage.ARRIVED: ("wait", ""),
    Stage.RECEPTION: ("info", "ring"),
    Stage.CONSULT: ("info", "ring"),
    Stage.FACE_CONSULT: ("info", ""),
    Stage.CASHIER: ("cash", ""),
    Stage.TREATMENT: ("busy", ""),
    Stage.AFTERCARE: ("busy", "ring"),
    Stage.LEFT: ("good", ""),
}
