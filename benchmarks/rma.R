# The variance of true means by restricted maximum likelihood, by metafor: Rscript rma.R FILE
rows <- read.csv(commandArgs(trailingOnly = TRUE)[1])
library(metafor)
start <- proc.time()[["elapsed"]]
found <- rma(yi = outcome, sei = error, data = rows, method = "REML")
taken <- proc.time()[["elapsed"]] - start
cat(sprintf(
  'measured: {"name": "metafor", "seconds": {"fit": [%f]}, "peak_mb": null, "missing": "", "notes": "variance %.12f"}\n',
  taken, found$tau2
))
