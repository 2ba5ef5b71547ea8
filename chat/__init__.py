"""The chat in the browser: HTML by small pure functions over an Answer, and the page that shows it."""
