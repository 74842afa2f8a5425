"""What the environment says, as the settings understand it."""

import json
import os
import subprocess
import sys

_KEYS = "import json, udsatte.settings.base as base; print(json.dumps(base.CPR_ENCRYPTION_KEYS))"


def _keys(value: str) -> object:
    done = subprocess.run(
        [sys.executable, "-c", _KEYS],
        env={**os.environ, "CPR_ENCRYPTION_KEYS": value},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


def test_the_keys_of_cpr_numbers_are_read_with_their_versions() -> None:
    assert _keys("1:b25l+/A=,2:dHdv==") == {"1": "b25l+/A=", "2": "dHdv=="}
    assert _keys("") == {}
