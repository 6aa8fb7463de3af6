"""A double click on a `.kompass` file starts the program: what each system is told of it."""

from __future__ import annotations

import ast
import configparser
import re
import xml.etree.ElementTree as ET
from pathlib import Path

from kompass_desktop.storage.encryption.sealing import MAGIC
from kompass_desktop.storage.merging.packet import ENDING

PACKAGING = Path(__file__).parents[1] / "packaging"
MIME_TYPE = "application/vnd.kompass"
VALUE = r'^Root: HKA; Subkey: "Software\\Classes\\([^"]+)"; ValueType: string; ValueData: (".*")'
SPACE = "{http://www.freedesktop.org/standards/shared-mime-info}"


def test_linux_is_told_what_the_file_is_and_what_opens_it() -> None:
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(PACKAGING / "kompass-desktop.desktop", "utf-8")
    assert entry["Desktop Entry"]["MimeType"] == f"{MIME_TYPE};"
    assert entry["Desktop Entry"]["Exec"] == "kompass-desktop %f"
    kind = ET.parse(PACKAGING / "kompass-desktop.xml").find(f"{SPACE}mime-type")
    assert kind is not None
    assert kind.attrib["type"] == MIME_TYPE
    patterns = [glob.attrib["pattern"] for glob in kind.iter(f"{SPACE}glob")]
    assert patterns == [f"*{ENDING}"]
    (match,) = kind.iter(f"{SPACE}match")
    assert match.attrib["value"].encode().decode("unicode_escape").encode() == MAGIC
    assert "share/mime/packages/" in (PACKAGING / "linux.sh").read_text("utf-8")


def test_macos_is_told_in_the_bundle() -> None:
    spec = (PACKAGING / "kompass.spec").read_text("utf-8")
    (told,) = (
        ast.literal_eval(node.value)
        for node in ast.parse(spec).body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "DOCUMENTS"
    )
    assert "info_plist=DOCUMENTS" in spec
    (document,) = told["CFBundleDocumentTypes"]
    (kind,) = told["UTExportedTypeDeclarations"]
    assert document["LSItemContentTypes"] == [kind["UTTypeIdentifier"]]
    tags = kind["UTTypeTagSpecification"]
    assert tags["public.filename-extension"] == [ENDING.removeprefix(".")]
    assert tags["public.mime-type"] == [MIME_TYPE]


def test_windows_is_told_by_the_installer() -> None:
    script = (PACKAGING / "windows.iss").read_text("utf-8")
    assert re.search(r"^ChangesAssociations=yes$", script, re.MULTILINE)
    told = dict(re.findall(VALUE, script, re.MULTILINE))
    assert told[ENDING].startswith('"Kompass.Assessment"')
    command = told[r"Kompass.Assessment\shell\open\command"]
    assert command == '"""{app}\\Kompass.exe"" ""%1"""'
