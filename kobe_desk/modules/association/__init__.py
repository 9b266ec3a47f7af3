"""The association itself (団体): profile, offices with terms, bank account, bylaws and documents."""
