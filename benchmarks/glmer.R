# lme4 on the same counts, by Laplace: the fit alone.
suppressMessages({library(lme4); library(data.table)})
rows <- fread(commandArgs(trailingOnly = TRUE)[1])
rows[, unit := factor(unit)]
fit_time <- system.time(
  found <- glmer(cbind(y, n - y) ~ x0 + x1 + x2 + x3 + x4 + (1 | unit), rows, family = binomial, nAGQ = 1,
                 control = glmerControl(calc.derivs = FALSE))
)[["elapsed"]]
peak <- sum(gc()[, 6])
notes <- sprintf("R %s.%s, lme4 %s, effect variance %.6g", R.version$major, R.version$minor,
                 packageVersion("lme4"), as.numeric(VarCorr(found)$unit))
cat(sprintf('measured: {"name": "glmer", "seconds": {"fit": [%.3f]}, "peak_mb": %.0f, "notes": "%s"}\n',
            fit_time, peak, notes))
