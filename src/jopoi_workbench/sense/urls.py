"""The room's addresses."""

from django.urls import path

from jopoi_workbench.sense.views import asking, downloads, evidence, fitness, savings, screening, visits

app_name = "sense"
urlpatterns = [
    path("datasets/<int:pk>/fitness/", fitness.fitness, name="fitness"),
    path("datasets/<int:pk>/screen/", screening.screen, name="screen"),
    path("datasets/<int:pk>/which/", asking.guide, name="guide"),
    path("datasets/<int:pk>/ask/<slug:slug>/", asking.asking, name="ask"),
    path("challenges/<int:pk>/savings/", savings.savings, name="savings"),
    path("evidence/<int:pk>/", evidence.detail, name="evidence"),
    path("evidence/<int:pk>/progress/", evidence.progress, name="progress"),
    path("evidence/<int:pk>/replay/", evidence.again, name="replay"),
    path("evidence/<int:pk>/visits/", visits.visits, name="visits"),
    path("evidence/<int:pk>/download/<slug:name>.<slug:ext>", downloads.take, name="download"),
]
