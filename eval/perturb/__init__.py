"""The same questions and their shelf, changed by script, each change with what the answer must do."""

from eval.perturb.run import Outcome, outcomes, render, render_failures

__all__ = ["Outcome", "outcomes", "render", "render_failures"]
