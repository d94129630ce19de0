"""Have LibreOffice settle documents: run by the Python that has its `uno` module, not by pytest.

libreoffice_settle.py SOFFICE PROFILE FOLDER: for each NAME-redline.docx in FOLDER writes
NAME.accept.txt and NAME.reject.txt, for any other NAME.accept.txt, as LibreOffice exports them.
"""

import os
import pathlib
import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue

COMMANDS = {
    "plain": "",
    "accept": ".uno:AcceptAllTrackedChanges",
    "reject": ".uno:RejectAllTrackedChanges",
}


def prop(name, value):
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found


def connect(pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(120):
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.5)
    raise SystemExit("LibreOffice did not answer")


def settle(context, desktop, path, side):
    document = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (prop("Hidden", True),))
    helper = context.ServiceManager.createInstanceWithContext(
        "com.sun.star.frame.DispatchHelper", context
    )
    helper.executeDispatch(document.CurrentController.Frame, COMMANDS[side], "", 0, ())
    out = path.with_suffix(f".{side}.txt")
    filters = (prop("FilterName", "Text (encoded)"), prop("FilterOptions", "UTF8,LF"))
    document.storeToURL(out.as_uri(), filters)
    document.close(True)


def launch(soffice, profile, pipe):
    return subprocess.Popen(
        [soffice, f"-env:UserInstallation={pathlib.Path(profile).as_uri()}", "--headless",
         "--norestore", f"--accept=pipe,name={pipe};urp;"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


def settle_all(soffice, profile, pipe, jobs):
    """Do the jobs in order; return those left when LibreOffice fell over one.

    That one is tried again as the first of a fresh start, and left out if it fails there too.
    """
    process = launch(soffice, profile, pipe)
    try:
        context = connect(pipe)
        desktop = context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.Desktop", context
        )
        for number, (path, side) in enumerate(jobs):
            try:
                settle(context, desktop, path, side)
            except Exception as error:
                print(f"{path.name} {side}: {type(error).__name__}", file=sys.stderr)
                return jobs[max(number, 1) :]
        return []
    finally:
        process.terminate()
        process.wait(30)


def main(soffice, profile, folder):
    jobs = []
    for path in sorted(pathlib.Path(folder).glob("*.docx")):
        sides = ("accept", "reject") if path.stem.endswith("-redline") else ("accept",)
        jobs += [(path, side) for side in sides]
    turn = 0
    while jobs:
        turn += 1
        jobs = settle_all(soffice, profile, f"redline{os.getpid()}-{turn}", jobs)


if __name__ == "__main__":
    main(*sys.argv[1:4])
