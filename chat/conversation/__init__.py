"""The tab where one asks: what was asked, the answers, their sources and the page that they stand on."""
