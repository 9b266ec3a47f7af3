"""What is done with the association's own facts, and what can be asked about them."""

from typing import TYPE_CHECKING

from kobe_desk.core.lazily import offering
from kobe_desk.modules.association.usecases.profile import NameMissing, Profile, profile, save_profile

if TYPE_CHECKING:
    from kobe_desk.modules.association.usecases.bank import (
        Bank,
        BankIncomplete,
        BankNumberWrong,
        bank_account,
        save_bank_account,
    )
    from kobe_desk.modules.association.usecases.bylaws import ALWAYS, Rules, rules_on, save_rules
    from kobe_desk.modules.association.usecases.filing import (
        DocumentNotPdf,
        DocumentRow,
        DocumentTooLarge,
        document_bytes,
        documents,
        keep_document,
        remove_document,
    )
    from kobe_desk.modules.association.usecases.signing import (
        KeyKnownAlready,
        KeyOfAnotherRoot,
        KeyRequest,
        KeyRow,
        NoSigningKey,
        NoSigningRoot,
        NotIssuedHere,
        RevokedAlready,
        RevokedLater,
        RootRow,
        keep_key,
        keep_root,
        key_file,
        key_for,
        key_of,
        revoke_key,
        root_of,
        signing_keys,
        signing_root,
        signing_roots,
        stop_key,
    )
    from kobe_desk.modules.association.usecases.titles import (
        OfficeKnown,
        OfficeNameMissing,
        OfficeRow,
        add_office,
        offices,
    )
    from kobe_desk.modules.association.usecases.tokens import (
        NewTokenKey,
        NothingToSignWith,
        TokenKeyRow,
    )

__all__ = (
    "ALWAYS",
    "Bank",
    "BankIncomplete",
    "BankNumberWrong",
    "DocumentNotPdf",
    "DocumentRow",
    "DocumentTooLarge",
    "KeyKnownAlready",
    "KeyOfAnotherRoot",
    "KeyRequest",
    "KeyRow",
    "NameMissing",
    "NewTokenKey",
    "NoSigningKey",
    "NoSigningRoot",
    "NotIssuedHere",
    "NothingToSignWith",
    "OfficeKnown",
    "OfficeNameMissing",
    "OfficeRow",
    "Profile",
    "RevokedAlready",
    "RevokedLater",
    "RootRow",
    "Rules",
    "TokenKeyRow",
    "add_office",
    "bank_account",
    "document_bytes",
    "documents",
    "keep_document",
    "keep_key",
    "keep_root",
    "key_file",
    "key_for",
    "key_of",
    "offices",
    "profile",
    "remove_document",
    "revoke_key",
    "root_of",
    "rules_on",
    "save_bank_account",
    "save_profile",
    "save_rules",
    "signing_keys",
    "signing_root",
    "signing_roots",
    "stop_key",
)

__getattr__ = offering(
    __name__,
    filing="DocumentNotPdf DocumentRow DocumentTooLarge document_bytes documents keep_document remove_document",
    titles="OfficeKnown OfficeNameMissing OfficeRow add_office offices",
    bank="Bank BankIncomplete BankNumberWrong bank_account save_bank_account",
    bylaws="ALWAYS Rules rules_on save_rules",
    signing="KeyKnownAlready KeyOfAnotherRoot KeyRequest KeyRow NoSigningKey NoSigningRoot NotIssuedHere RevokedAlready"
    " RevokedLater RootRow keep_key keep_root key_file key_for key_of revoke_key root_of signing_keys signing_root"
    " signing_roots stop_key",
    tokens="NewTokenKey NothingToSignWith TokenKeyRow",
)
