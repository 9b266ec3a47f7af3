"""The language in which a subsidy programme (助成・補助制度) is defined: pure arithmetic, no tables, no screens."""
