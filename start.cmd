@echo off
rem Seatfiller: double-click me. Makes the environment once, starts the server, opens the panel.
setlocal
title Seatfiller
pushd "%~dp0" || goto failed
if not exist "pyproject.toml" (
  echo Seatfiller's other files aren't beside me. If this is a ZIP, unpack all of it, then double-click me in the folder.
  pause
  exit /b 2
)

rem The launcher first: it finds the newest Python. "python" alone may be the Store's advertisement, which fails here.
for %%P in ("py -3" "python" "python3") do (
  %%~P -c "import sys; sys.exit(sys.version_info < (3, 11))" >nul 2>nul && set "PY=%%~P" && goto found
)
echo Seatfiller needs Python 3.11 or newer. Install it from https://www.python.org/downloads/ and double-click me again.
pause
exit /b 2

:found
rem The copy says which version's needs are installed. A newer Seatfiller unpacked over this one may need more.
".venv\Scripts\python.exe" -c "" >nul 2>nul && fc /b "pyproject.toml" ".venv\installed.toml" >nul 2>nul && goto ready
echo Setting up, once. This takes a minute.
%PY% -m venv --clear .venv || goto failed
".venv\Scripts\python.exe" -m pip install -q --disable-pip-version-check -e . || goto failed
copy /y "pyproject.toml" ".venv\installed.toml" >nul

:ready
if "%~1"=="" echo Keep this window open while you stream. To stop Seatfiller, close it.
".venv\Scripts\python.exe" -m server %* || goto failed
exit /b 0

:failed
echo.
echo Something went wrong; the lines above say what.
pause
exit /b 2
