"""What is true of Chinese and English text, whatever the report. Imports nothing of ours but itself."""
