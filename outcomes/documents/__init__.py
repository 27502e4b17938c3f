"""The report on paper: the same blocks of words and figures as DOCX and PDF, a workbook, and the pack of evidence.

`words` says everything once; `memo` and `sheet_pdf` only set it.
"""
