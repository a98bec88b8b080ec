"""Small pictures made from large ones, for lists: turned upright, without what cameras add."""

from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

from hebe.files.errors import FileNotWhatItSays

SMALL = 320  # pixels, the longer side
MOST_PIXELS = 80_000_000  # a picture of 200 kB may unfold to gigabytes


def small(content: bytes) -> bytes:
    """Return a JPEG of at most 320 pixels a side; FileNotWhatItSays for what is no picture.

    Place and device that a camera wrote into the file do not come along.
    """
    try:
        with Image.open(BytesIO(content)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise FileNotWhatItSays
            picture.draft("RGB", (SMALL * 2, SMALL * 2))
            upright = ImageOps.exif_transpose(picture).convert("RGB")
            upright.thumbnail((SMALL, SMALL))
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as no:
        raise FileNotWhatItSays from no
    out = BytesIO()
    upright.save(out, "JPEG", quality=80)
    return out.getvalue()
