"""The page 設定: how the program looks, backups, keys, what was changed, help, and what this software is."""
