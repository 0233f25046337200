"""Good small files in every format, and the ways in which files are spoiled."""

import io
import json
import zipfile

import openpyxl

ROWS = [
    {"id": f"a{number}", "name": f"Mögliche Hilfe {number}", "plz": "45699", "mail": f"a{number}@example.org"}
    for number in range(1, 41)
]
FIELDS = {"id": "key", "name": "name", "plz": "location.postal_code", "mail": "email"}
HUGE = "x" * (17 << 20)
BOMB = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'


def csv(rows=ROWS):
    lines = [";".join(rows[0]), *(";".join(str(row[name]) for name in rows[0]) for row in rows)]
    return ("\r\n".join(lines) + "\r\n").encode()


def jsonl(rows=ROWS):
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def array(rows=ROWS):
    return json.dumps(rows, ensure_ascii=False, indent=1).encode()


def geojson(rows=ROWS):
    features = [{"type": "Feature", "geometry": None, "properties": row} for row in rows]
    return json.dumps({"type": "FeatureCollection", "features": features}, ensure_ascii=False).encode()


def xlsx(rows=ROWS):
    book = openpyxl.Workbook()
    book.active.append(list(rows[0]))
    for row in rows:
        book.active.append(list(row.values()))
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def ods(rows=ROWS):
    def cell(value):
        return f'<table:table-cell office:value-type="string"><text:p>{value}</text:p></table:table-cell>'

    lines = [list(rows[0]), *(list(row.values()) for row in rows)]
    body = "".join(f"<table:table-row>{''.join(map(cell, line))}</table:table-row>" for line in lines)
    return pack_ods(body)


def pack_ods(body, head=""):
    names = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for short, name in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}<office:document-content {names}>'
        f'<office:body><office:spreadsheet><table:table table:name="A">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            '<?xml version="1.0"?>'
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="/" '
            'manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>',
        )
    return data.getvalue()


def inside(data, name, change):
    """The archive with one of its files changed."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            new.writestr(member.filename, change(content) if member.filename == name else content)
    return result.getvalue()


def with_member(data, name, size):
    """The archive with a further file of zeros, which packs a thousand to one."""
    result = io.BytesIO(data)
    with zipfile.ZipFile(result, "a", zipfile.ZIP_DEFLATED) as archive, archive.open(name, "w") as file:
        for _ in range(size >> 20):
            file.write(bytes(1 << 20))
    return result.getvalue()


def spoiled_rows(**changes):
    """The rows with the same wrong value in one column of every row."""
    return [row | changes for row in ROWS]


def ics(rows=ROWS, extra=""):
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{row['id']}\r\nSUMMARY:{row['name']}\r\nDTSTART:20261012T150000Z\r\n{extra}END:VEVENT\r\n"
        for row in rows
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n".encode()
