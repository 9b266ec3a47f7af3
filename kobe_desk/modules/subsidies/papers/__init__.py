"""The papers of an application (申請書類): each form from plain facts, all of them from a programme's definition."""
