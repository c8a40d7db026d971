"""Zips with Python's zipfile what no good zipper would write.

zipper.py function.zip '[{"name": "bootstrap", "file": "/path", "mode": 33261, "system": 3}]'
An entry has the content of `file`, `text`, or `zeros` bytes of zero.
"""

import json
import sys
import warnings
import zipfile

warnings.simplefilter("ignore")  # names that are there twice


def content(entry):
    if "file" in entry:
        with open(entry["file"], "rb") as file:
            return file.read()
    return entry.get("text", "").encode()


def add(archive, entry):
    info = zipfile.ZipInfo("x", (2026, 1, 2, 3, 4, 6))
    info.filename = entry["name"]  # a new ZipInfo would mend it
    info.create_system = entry.get("system", 3)
    info.external_attr = entry.get("mode", 0o100755) << 16
    info.compress_type = getattr(zipfile, entry.get("method", "ZIP_DEFLATED"))
    with archive.open(info, "w", force_zip64=False) as out:
        left = entry.get("zeros", 0)
        while left > 0:
            count = min(left, 1 << 20)
            out.write(bytes(count))
            left -= count
        out.write(content(entry))


with zipfile.ZipFile(sys.argv[1], "w") as archive:
    for one in json.loads(sys.argv[2]):
        add(archive, one)
