"""Words placed on a page → lines in reading order, and tables; for PDF and OCR alike."""
