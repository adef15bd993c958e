"""Search that can read Thai: the words inside a run of letters, on SQLite and on PostgreSQL alike.

analyzer      text → smallest words, for indexing, asking and marking
indexing      hands the stock indexer segmented text
compiling     a question → one expression of segmented words
backend       the entry for WAGTAILSEARCH_BACKENDS; sqlite and postgres hold what differs
fts           what a migration must do to the index tables
collation     Thai dictionary order in the database
highlight     excerpts with the found words marked
site          what the search screen asks
"""
