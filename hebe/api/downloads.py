"""How a file leaves the API."""

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from hebe.files.models import StoredFile


def download(stored: StoredFile, content: bytes) -> HttpResponse:
    """Answer with a file, under its name, to be saved and kept by nobody on the way."""
    response = HttpResponse(content, content_type=stored.content_type)
    header = content_disposition_header(as_attachment=True, filename=stored.name)
    response["Content-Disposition"] = header or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response
