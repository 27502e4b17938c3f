@echo off
rem Double-click, or type run.cmd in this folder. What it can do stands at the top of run.ps1.
rem The policy is set aside for this one start only; nothing on this computer is changed by that.
powershell -NoProfile -ExecutionPolicy Bypass -File "%~dp0run.ps1" %*
if errorlevel 1 pause
