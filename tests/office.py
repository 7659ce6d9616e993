"""The office suite, to see that what is handed over opens as a reader's would."""

import subprocess


def convert(folder, data, extension, to):
    """Open a file in LibreOffice without a screen and give its content in another format.

    `to` is a format as LibreOffice names it: "txt:Text (encoded):UTF8", "pdf", "csv".
    """
    source = folder / f"paper.{extension}"
    source.write_bytes(data)
    profile = f"-env:UserInstallation=file://{folder}/profile"
    result = subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", to, "--outdir", str(folder / "out"), str(source)],
        capture_output=True,
        text=True,
        timeout=120,
    )
    made = list((folder / "out").glob(f"paper.{to.split(':')[0]}"))
    assert made, f"{result.stdout}\n{result.stderr}"
    return made[0].read_bytes()
