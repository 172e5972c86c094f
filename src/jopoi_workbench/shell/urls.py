"""The shell's addresses."""

from django.urls import path

from jopoi_workbench.shell.views import (
    challenges,
    claims,
    datasets,
    evidence,
    health,
    home,
    pages,
    records,
    signing,
)

urlpatterns = [
    path("", home.home, name="home"),
    path("sign-in/", signing.SignIn.as_view(), name="sign-in"),
    path("sign-out/", signing.SignOut.as_view(), name="sign-out"),
    path("language/", pages.choose_language, name="language"),
    path("lab/", pages.choose_lab, name="lab"),
    path("challenges/", challenges.index, name="challenges"),
    path("challenges/new/", challenges.new, name="challenge-new"),
    path("challenges/<int:pk>/", challenges.detail, name="challenge"),
    path("challenges/<int:pk>/edit/", challenges.edit, name="challenge-edit"),
    path("datasets/", datasets.index, name="datasets"),
    path("datasets/new/", datasets.new, name="dataset-new"),
    path("datasets/<int:pk>/", datasets.detail, name="dataset"),
    path("datasets/<int:pk>/columns/", datasets.columns, name="dataset-columns"),
    path("evidence/", evidence.index, name="evidence-list"),
    path("challenges/<int:pk>/claims/", claims.index, name="claims"),
    path("challenges/<int:pk>/claims/new/", claims.new, name="claim-new"),
    path("challenges/<int:pk>/claims/<int:number>/", claims.detail, name="claim"),
    path("challenges/<int:pk>/claims/<int:number>/edit/", claims.edit, name="claim-edit"),
    path("challenges/<int:pk>/claims/<int:number>/voices/", claims.voices, name="claim-voices"),
    path("challenges/<int:pk>/claims/<int:number>/cite/<slug:kind>/", claims.cite, name="claim-cite"),
    path(
        "challenges/<int:pk>/claims/<int:number>/uncite/<int:citation>/", claims.uncite, name="claim-uncite"
    ),
    path("challenges/<int:pk>/claims/<int:number>/state/", claims.state, name="claim-state"),
    path("challenges/<int:pk>/claims/<int:number>/withdraw/", claims.withdraw, name="claim-withdraw"),
    path("challenges/<int:pk>/claims/<int:number>/level/", claims.level, name="claim-level"),
    path("challenges/<int:pk>/evidence/new/", records.new, name="evidence-new"),
    path("evidence/<int:pk>/", records.detail, name="evidence"),
    path("evidence/<int:pk>/file/", records.file, name="evidence-file"),
    path("evidence/<int:pk>/replace/", records.replace, name="evidence-replace"),
    path("evidence/<int:pk>/cancel/", evidence.cancel, name="evidence-cancel"),
    path("happenings/", home.happenings, name="happenings"),
    path("health/live/", health.live, name="health-live"),
    path("health/ready/", health.ready, name="health-ready"),
    path("help/", pages.help_page, name="help"),
    path("accessibility/", pages.accessibility, name="accessibility"),
    path("privacy/", pages.privacy, name="privacy"),
]
