"""Text in which labels say what stands behind them: forms, records of libraries and databases."""
