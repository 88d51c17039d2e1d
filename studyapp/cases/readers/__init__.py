"""One file per format: bytes in, the extracted text out."""
