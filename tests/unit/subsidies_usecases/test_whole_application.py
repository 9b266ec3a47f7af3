"""From answers to a package that verifies, by the verbs that the screen and the command line share."""

from pathlib import Path
from uuid import UUID

import pytest

from kobe_desk.core.records import Records
from kobe_desk.modules.subsidies import exchange
from kobe_desk.modules.subsidies.usecases import NotSignedYet, application, submissions
from kobe_desk.paper.verify.door import verify


def test_an_application_is_made_signed_and_packed(
    sample_records: Records, answered: UUID, passphrases: dict[str, str], tmp_path: Path
) -> None:
    exchange.prepare_application(sample_records, answered)
    with pytest.raises(NotSignedYet):
        exchange.submit_application(sample_records, answered, tmp_path, passphrases)
    exchange.sign_application(sample_records, answered, passphrases)
    packed = exchange.submit_application(sample_records, answered, tmp_path, passphrases)
    root = (tmp_path / "usb").glob("*.pem")
    verdict = verify(packed.package, [next(root).read_bytes()])
    assert verdict.unaltered
    assert verdict.signer_known
    assert packed.guide.read_bytes().startswith(b"%PDF-")
    row = sample_records.ask(application, answered)
    assert row.state == "submitted"
    assert [each.file_name for each in sample_records.ask(submissions, answered)] == [packed.package.name]
