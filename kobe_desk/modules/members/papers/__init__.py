"""The papers of the roster."""

from kobe_desk.modules.members.papers.circulation import circulation_pdf
from kobe_desk.modules.members.papers.collection import collection_pdf
from kobe_desk.modules.members.papers.disclosure import certificate_pdf, disclosure_pdf
from kobe_desk.modules.members.papers.distribution import distribution_pdf
from kobe_desk.modules.members.papers.event import event_pdf
from kobe_desk.modules.members.papers.face_cards import face_cards_pdf
from kobe_desk.modules.members.papers.gathering import attendance_pdf, birthdays_pdf, officers_pdf, seniors_pdf
from kobe_desk.modules.members.papers.labels import (
    SHEETS,
    LabelSheet,
    Start,
    calibration_pdf,
    envelopes_pdf,
    labels_pdf,
    postcards_pdf,
)
from kobe_desk.modules.members.papers.leaders import leaders_pdf, rota_pdf
from kobe_desk.modules.members.papers.receipts import receipts_pdf
from kobe_desk.modules.members.papers.roster import roster_pdf
from kobe_desk.modules.members.papers.safety import drawer_code_pdf, safety_pdf
from kobe_desk.modules.members.papers.survey import Survey, survey_pdf

__all__ = [
    "SHEETS",
    "LabelSheet",
    "Start",
    "Survey",
    "attendance_pdf",
    "birthdays_pdf",
    "calibration_pdf",
    "certificate_pdf",
    "circulation_pdf",
    "collection_pdf",
    "disclosure_pdf",
    "distribution_pdf",
    "drawer_code_pdf",
    "envelopes_pdf",
    "event_pdf",
    "face_cards_pdf",
    "labels_pdf",
    "leaders_pdf",
    "officers_pdf",
    "postcards_pdf",
    "receipts_pdf",
    "roster_pdf",
    "rota_pdf",
    "safety_pdf",
    "seniors_pdf",
    "survey_pdf",
]
