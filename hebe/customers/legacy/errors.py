"""Why a file cannot be read at all. Nothing of it was imported."""

from django.utils.translation import gettext_lazy as _

from hebe.kernel.errors import Refused


class FileRefused(Refused):
    """The file as a whole is not taken."""

    message = _("The file cannot be read. Nothing was imported.")
    advice = _("Open it in Excel or WPS, save it as .xlsx and upload it again.")
    status = 422


class FileTooLarge(FileRefused):
    """More bytes than one import takes."""

    message = _("The file is larger than %(limit_mb)s MB.")
    advice = _("Delete pictures and unused sheets, or split the list into several files.")


class TooManyColumns(FileRefused):
    """More columns than a list of customers has."""

    message = _("The sheet has more than %(limit)s columns.")
    advice = _("Delete what is not about customers, also stray cells far to the right.")


class TooManyRows(FileRefused):
    """More rows than one import takes."""

    message = _("The sheet is larger than %(limit)s rows.")
    advice = _("Split the list into several files; customers met twice are recognised.")


class FileDisguised(FileRefused):
    """The content is not what the file's name says."""

    message = _("The file is called %(named)s but its content is %(found)s.")


class FileKindUnknown(FileRefused):
    """Neither a workbook nor a text table."""

    message = _("Only .xlsx, .xls and .csv files can be imported.")


class FileEmpty(FileRefused):
    """Not a single byte."""

    message = _("The file is empty.")
    advice = _("Export the list again and look into the file before you upload it.")


class CellTooLong(FileRefused):
    """A cell of a text table that no spreadsheet could hold."""

    message = _("A cell in row %(row)s is far too long; perhaps a quotation mark stands alone.")
    advice = _("Open it in Excel or WPS, look at that row, and save it as .xlsx.")


class QuoteAlone(FileRefused):
    """A quotation mark of a text table that nobody closes, so that rows run together."""

    message = _("In line %(row)s a quotation mark stands alone, so rows run together.")
    advice = _("Open it in Excel or WPS, look at that line, and save it as .xlsx.")


class FileProtected(FileRefused):
    """A workbook that opens with a password only."""

    message = _("The workbook is protected with a password.")
    advice = _("Open it, save it without a password and upload it again.")


class FileDamaged(FileRefused):
    """The right kind of file, but broken."""

    message = _("The file is damaged and cannot be opened.")


class EncodingUnknown(FileRefused):
    """Text in an encoding nobody can name."""

    message = _("The text of the file cannot be decoded.")
    advice = _("Save it as “CSV UTF-8” or as .xlsx and upload it again.")


class NoTable(FileRefused):
    """There is no row of customers anywhere in the file."""

    message = _("No list of customers was found in the file.")
    advice = _("The list needs one row of headings, such as name and mobile, above its rows.")


class NoRows(FileRefused):
    """There are headings, and nobody below them."""

    message = _("The list has headings, but no customer below them.")
    advice = _("Export the list again and look into the file before you upload it.")


class MappingIncomplete(Refused):
    """A column that every customer needs is not mapped."""

    message = _("Choose the column for: %(fields)s.")
    status = 422
