"""Addresses of a challenge's questions, hypotheses, theory of change and experiments."""

from django.urls import path

from jopoi_workbench.shell.views.inquiry import experiments, hypotheses, questions, theory

urlpatterns = [
    path("questions/", questions.index, name="questions"),
    path("questions/new/", questions.new, name="question-new"),
    path("questions/<int:question>/edit/", questions.edit, name="question-edit"),
    path("questions/<int:question>/settle/", questions.settle, name="question-settle"),
    path("hypotheses/", hypotheses.index, name="hypotheses"),
    path("hypotheses/new/", hypotheses.new, name="hypothesis-new"),
    path("hypotheses/<int:hypothesis>/", hypotheses.detail, name="hypothesis"),
    path("hypotheses/<int:hypothesis>/edit/", hypotheses.edit, name="hypothesis-edit"),
    path("hypotheses/<int:hypothesis>/settle/", hypotheses.settle, name="hypothesis-settle"),
    path("theory/", theory.detail, name="theory"),
    path("theory/theory.svg", theory.download, name="theory-file"),
    path("theory/boxes/new/", theory.new_box, name="theory-box-new"),
    path("theory/boxes/<int:box>/", theory.edit_box, name="theory-box"),
    path("theory/boxes/<int:box>/move/", theory.move_box, name="theory-box-move"),
    path("theory/boxes/<int:box>/remove/", theory.remove_box, name="theory-box-remove"),
    path("theory/arrows/new/", theory.new_arrow, name="theory-arrow-new"),
    path("theory/arrows/<int:arrow>/", theory.edit_arrow, name="theory-arrow"),
    path("theory/arrows/<int:arrow>/remove/", theory.remove_arrow, name="theory-arrow-remove"),
    path("experiments/", experiments.index, name="experiments"),
    path("experiments/new/", experiments.new, name="experiment-new"),
    path("experiments/<int:experiment>/", experiments.detail, name="experiment"),
    path("experiments/<int:experiment>/edit/", experiments.edit, name="experiment-edit"),
    path("experiments/<int:experiment>/step/", experiments.step, name="experiment-step"),
    path("experiments/<int:experiment>/look/", experiments.look, name="experiment-look"),
    path("experiments/<int:experiment>/stop/", experiments.stop, name="experiment-stop"),
]
