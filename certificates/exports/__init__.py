"""What goes out beside the certificates: the ledger on paper (pages) and for spreadsheets (sheets), of the same lines
(lines), and specimens of what is not issued yet."""
