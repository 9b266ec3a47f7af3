"""The page 確認: papers of anybody, and one's own desk and backups."""
