# lme4 on the same rows: fit, then conditional modes with their standard deviations.
suppressMessages({library(lme4); library(data.table)})
rows <- fread(commandArgs(trailingOnly = TRUE)[1])
rows[, unit := factor(unit)]
fit_time <- system.time(
  found <- lmer(outcome ~ x1 + x2 + x3 + x4 + x5 + (1 | unit), rows, REML = TRUE,
                control = lmerControl(calc.derivs = FALSE))
)[["elapsed"]]
ranef_time <- system.time(effects <- ranef(found, condVar = TRUE))[["elapsed"]]
peak <- sum(gc()[, 6])
notes <- sprintf("R %s.%s, lme4 %s, effect variance %.10g", R.version$major, R.version$minor,
                 packageVersion("lme4"), as.numeric(VarCorr(found)$unit))
cat(sprintf('measured: {"name": "lme4", "seconds": {"fit": [%.3f], "effects": [%.3f]}, "peak_mb": %.0f, "notes": "%s"}\n',
            fit_time, ranef_time, peak, notes))
