"""Keys of the association and its officers, and their signatures on PDFs (電子署名)."""
