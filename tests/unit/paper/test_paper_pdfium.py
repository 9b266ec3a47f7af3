"""PDFium is asked by one thread at a time: the preview draws while a package is put together."""

import re
import subprocess
import sys

from support.vault_desk import ROOT

TWO_AT_ONCE = """
import threading, time
from io import BytesIO
from reportlab.pdfgen.canvas import Canvas
from kobe_desk.paper import render

out = BytesIO()
canvas = Canvas(out)
for line in range(40):
    canvas.drawString(50, 800 - line * 18, f"line {line}")
canvas.save()
end, done = time.monotonic() + 4, [0, 0]
def draw(number):
    while time.monotonic() < end:
        render.render_page(out.getvalue(), 0, 72)
        assert "line 39" in render.page_text(out.getvalue())
        done[number] += 1
threads = [threading.Thread(target=draw, args=(number,)) for number in range(2)]
for each in threads:
    each.start()
for each in threads:
    each.join()
assert min(done) > 0
print("both")
"""


def test_two_threads_draw_pages_at_once_and_the_program_lives() -> None:
    """Without taking turns such a process ends within a second."""
    done = subprocess.run([sys.executable, "-c", TWO_AT_ONCE], capture_output=True, text=True, cwd=ROOT)
    assert (done.returncode, done.stdout.strip()) == (0, "both"), done.stderr


def test_whoever_asks_pdfium_takes_turns() -> None:
    asking = [
        path
        for path in (ROOT / "kobe_desk").rglob("*.py")
        if re.search(r"^\s*(?:import|from) pypdfium2", path.read_text("utf-8"), re.MULTILINE)
    ]
    assert len(asking) > 5
    assert [path.name for path in asking if "@alone" not in path.read_text("utf-8")] == []
