"""A run as one HTML page: `page(run)` draws it, from the parsed JSON that the run was written as."""

from eval.page.document import page

__all__ = ["page"]
