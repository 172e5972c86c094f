# quantreg on the same rows: the fit, with its interior-point method and with preprocessing, and its summary.
suppressMessages({library(quantreg); library(data.table)})
rows <- fread(commandArgs(trailingOnly = TRUE)[1])
formula <- y ~ x0 + x1 + x2 + x3 + x4
times <- function(work) replicate(3, system.time(work())[["elapsed"]])
fn <- times(function() found <<- rq(formula, tau = 0.9, data = rows, method = "fn"))
pfn <- times(function() rq(formula, tau = 0.9, data = rows, method = "pfn"))
nid <- times(function() summary(found, se = "nid"))
peak <- sum(gc()[, 6])
shown <- function(seconds) paste(sprintf("%.3f", seconds), collapse = ", ")
cat(sprintf('measured: {"name": "quantreg", "seconds": {"fn": [%s], "pfn": [%s], "nid": [%s]}, "peak_mb": %.0f, "notes": "R %s.%s, quantreg %s, loss %.9f"}\n',
            shown(fn), shown(pfn), shown(nid), peak, R.version$major, R.version$minor,
            packageVersion("quantreg"), found$rho))
