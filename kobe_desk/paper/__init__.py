"""PDFs: pages, fonts, tables, forms, signatures and packages. No Qt, knows no module."""
