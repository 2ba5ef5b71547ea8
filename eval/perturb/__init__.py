"""The same questions and their shelf, changed by script, each change with what the answer must do."""

from eval.perturb.run import Outcome, perturbed_run, render, render_failures

__all__ = ["Outcome", "perturbed_run", "render", "render_failures"]
