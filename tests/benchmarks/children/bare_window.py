"""The floor of a start: a bare window with an empty list, in a program that has imported SQLAlchemy and sqlcipher3."""

import sys

import sqlalchemy  # noqa: F401
import sqlalchemy.orm  # noqa: F401
import sqlcipher3.dbapi2  # noqa: F401
from painted import Painted
from PySide6.QtWidgets import QApplication, QMainWindow, QTableView

if __name__ == "__main__":
    app = QApplication(sys.argv[:1])
    window, table = QMainWindow(), QTableView()
    window.setCentralWidget(table)
    window.resize(1366, 690)
    Painted(table, lambda: True)
    window.show()
    sys.exit(app.exec())
