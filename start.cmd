@echo off
rem Seatfiller: double-click me. Makes the environment once, starts the server, opens the panel.
setlocal
cd /d "%~dp0"
set PY=py -3
where py >nul 2>nul || set PY=python
%PY% -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>nul
if errorlevel 1 (
  echo Seatfiller needs Python 3.11 or newer. Install it from https://www.python.org/downloads/ and double-click me again.
  pause
  exit /b 2
)
if not exist ".venv\Scripts\seatfiller.exe" (
  echo Setting up, once. This takes a minute.
  %PY% -m venv .venv || goto failed
  ".venv\Scripts\python.exe" -m pip install -q --disable-pip-version-check -e . || goto failed
)
".venv\Scripts\seatfiller.exe" %*
if errorlevel 1 goto failed
exit /b 0
:failed
echo.
echo Something went wrong; the line above says what.
pause
exit /b 2
