"""Questions, hypotheses, the theory of change and experiments of a challenge."""

from jopoi_workbench.shell.models import Expectation, Experiment, Question, TheoryArrow, TheoryBox

TABLE = """
questions           GET    302    404      200     200         200       200     200       200     200
question-new        GET    302    404      200     200         403       200     403       403     200
question-new        POST   302    404      422     422         403       422     403       403     422
question-edit       GET    302    404      200     200         403       200     403       403     200
question-edit       POST   302    404      422     422         403       422     403       403     422
question-settle     GET    302    404      200     200         403       200     403       403     200
question-settle     POST   302    404      422     422         403       422     403       403     422
hypotheses          GET    302    404      200     200         200       200     200       200     200
hypothesis          GET    302    404      200     200         200       200     200       200     200
hypothesis-new      GET    302    404      200     200         403       200     403       403     200
hypothesis-new      POST   302    404      422     422         403       422     403       403     422
hypothesis-edit     GET    302    404      200     200         403       200     403       403     200
hypothesis-edit     POST   302    404      422     422         403       422     403       403     422
hypothesis-settle   GET    302    404      200     200         403       200     403       403     200
hypothesis-settle   POST   302    404      422     422         403       422     403       403     422
theory              GET    302    404      200     200         200       200     200       200     200
theory-file         GET    302    404      200     200         200       200     200       200     200
theory-box-new      GET    302    404      200     200         403       200     403       403     200
theory-box-new      POST   302    404      422     422         403       422     403       403     422
theory-box          GET    302    404      200     200         403       200     403       403     200
theory-box          POST   302    404      422     422         403       422     403       403     422
theory-box-move     POST   302    404      302     302         403       302     403       403     302
theory-box-remove   POST   302    404      302     404         403       404     403       403     404
theory-arrow-new    GET    302    404      200     200         403       200     403       403     200
theory-arrow-new    POST   302    404      422     422         403       422     403       403     422
theory-arrow        GET    302    404      200     200         403       200     403       403     200
theory-arrow        POST   302    404      422     422         403       422     403       403     422
theory-arrow-remove POST   302    404      302     404         403       404     403       403     404
experiments         GET    302    404      200     200         200       200     200       200     200
experiment          GET    302    404      200     200         200       200     200       200     200
experiment-new      GET    302    404      200     200         403       200     403       403     200
experiment-new      POST   302    404      422     422         403       422     403       403     422
experiment-edit     GET    302    404      200     200         403       200     403       403     200
experiment-edit     POST   302    404      422     422         403       422     403       403     422
experiment-step     POST   302    404      403     403         403       302     302       403     302
experiment-look     POST   302    404      422     422         403       422     422       403     422
experiment-stop     GET    302    404      200     200         403       200     200       403     200
experiment-stop     POST   302    404      422     422         403       422     422       403     422
"""


def paths(cast):
    made = {"challenge": cast.challenge, "created_by": cast.analyst, "created_at": cast.challenge.created_at}
    question = Question.objects.create(text="Who asks in Guairá?", **made)
    told = Expectation.objects.create(change="a", **made)
    draft = Experiment.objects.create(title="Draft", **made)
    running = Experiment.objects.create(title="Running", state=Experiment.State.RUNNING, **made)
    boxes = [TheoryBox.objects.create(challenge=cast.challenge, name=name) for name in "abc"]
    arrow = TheoryArrow.objects.create(challenge=cast.challenge, source=boxes[0], target=boxes[1])
    of = {
        "questions question-new hypotheses hypothesis-new theory theory-file theory-box-new theory-arrow-new "
        "experiments experiment-new": [],
        "question-edit question-settle": [question.pk],
        "hypothesis hypothesis-edit hypothesis-settle": [told.pk],
        "theory-box theory-box-move": [boxes[0].pk],
        "theory-box-remove": [boxes[2].pk],
        "theory-arrow theory-arrow-remove": [arrow.pk],
        "experiment experiment-edit experiment-step": [draft.pk],
        "experiment-look experiment-stop": [running.pk],
    }
    return {name: [cast.challenge.pk, *rest] for names, rest in of.items() for name in names.split()}
