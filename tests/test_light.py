"""A server that nobody has asked for a document has not loaded what makes documents."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
HEAVY = ["pandas", "numpy", "pyarrow", "fpdf", "pypdfium2", "docx", "lxml", "PIL", "qrcode", "zxingcpp"]


def test_the_server_starts_without_pandas_numpy_and_what_draws_documents(tmp_path: Path) -> None:
    sees = f"import sys, app; print([name for name in {HEAVY} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", sees], cwd=ROOT, env={"SUJARIT_DATA": str(tmp_path / "data"), "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert done.stdout.splitlines()[-1] == "[]"
