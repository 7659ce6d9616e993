"""Every limit on what is read, in one place; docs/limits.md explains them and a test holds both together."""

MIB = 1024 * 1024

# A whole file, refused by its size on disk before one byte is read.
MAX_FILE_BYTES = 100 * MIB

# Zip containers (docx, odt, xlsx, ods). Sizes are counted while unfolding, never believed.
MAX_ZIP_MEMBERS = 5_000
MAX_UNZIPPED_BYTES = 500 * MIB
MAX_PART_BYTES = 64 * MIB
MAX_ZIP_RATIO = 250
RATIO_FREE_BYTES = 10 * MIB

# Documents. Past these the beginning is read and the rest is listed as not read.
MAX_PAGES = 5_000
MAX_CHARACTERS = 20_000_000

# Lists. Past these the file is refused: a picture in euros of half a list would mislead.
MAX_ROWS = 1_048_576
MAX_COLUMNS = 2_000
MAX_CELLS = 12_000_000
MAX_CELL_CHARACTERS = 2_000

# The reader in its own process.
IN_PROCESS_BYTES = 4 * MIB
READER_SECONDS = 60
READER_MEMORY_BYTES = 1_536 * MIB

# Notes about what was not read, kept in one answer.
MAX_NOTES = 200

# Files that hold others (zip, mail messages), nested ones together. Past these the rest is listed as not read.
MAX_FILES = 500
MAX_DEPTH = 4
CONTAINER_SECONDS = 600

# Words of scanned pages (extra `ocr`). Past the time, the remaining pages are listed as not read.
RECOGNISER_SECONDS = 300
RECOGNISER_DPI = 200
RECOGNISER_PIXELS = 8_000_000
RECOGNISER_MEMORY_BYTES = 3_072 * MIB
