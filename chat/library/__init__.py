"""The tab with the reports: which there are, and adding, changing and removing them."""
