"""Reports that people hand in: a workbook of all figures, and a briefing."""
