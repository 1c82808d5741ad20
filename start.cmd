@echo off
rem Seatfiller: double-click me. Makes the environment once, starts the server, opens the panel. A second double-click
rem opens the panel of the one that runs. The Spanish has no accents: a console's code page may not know them.
setlocal
title Seatfiller
set "SEATFILLER_STARTED_BY=start.cmd"
set "SPOKEN=en"
for /f "tokens=3" %%L in ('reg query "HKCU\Control Panel\International" /v LocaleName 2^>nul ^| find "LocaleName"') do set "SPOKEN=%%L"
if /i "%SPOKEN:~0,2%"=="es" goto spanish
set "ALONE=Seatfiller's other files aren't beside me. If this is a ZIP, unpack all of it, then double-click me in the folder."
set "NEEDS=Seatfiller needs Python 3.11 or newer, of 64 bits."
set "OFFER=Install it now with Windows' own winget? (Y/N)"
set "YESNO=YN"
set "FETCH=Install it from https://www.python.org/downloads/ and double-click me again."
set "SETUP=Setting up, once. This takes a minute."
set "WRONG=Something went wrong; the lines above say what."
goto spoken

:spanish
set "ALONE=Faltan los otros archivos de Seatfiller en esta carpeta. Si es un ZIP, extrae todo primero y haz doble clic en start.cmd."
set "NEEDS=Seatfiller necesita Python 3.11 o posterior, de 64 bits."
set "OFFER=Se puede instalar ahora con winget, de Windows. De acuerdo? (S/N)"
set "YESNO=SN"
set "FETCH=Descarga Python de https://www.python.org/downloads/ y haz doble clic otra vez."
set "SETUP=Preparando todo; solo la primera vez. Tarda un minuto."
set "WRONG=Algo ha fallado; las frases de arriba dicen el motivo."

:spoken
pushd "%~dp0" || goto failed
if not exist "pyproject.toml" (
  echo %ALONE%
  pause
  exit /b 2
)

rem The copy says which version's needs are installed. A newer Seatfiller unpacked over this one may need more.
".venv\Scripts\python.exe" -c "" >nul 2>nul && fc /b "pyproject.toml" ".venv\installed.toml" >nul 2>nul && goto ready

rem The launcher first: it finds the newest Python. "python" alone may be the Store's advertisement, which fails here.
rem Some of what Seatfiller needs is built for 64 bits alone.
for %%P in ("py -3" "python" "python3") do (
  %%~P -c "import sys; sys.exit(sys.version_info < (3, 11) or sys.maxsize < 2**32)" >nul 2>nul && set "PY=%%~P" && goto found
)
where uv >nul 2>nul && goto uv
echo %NEEDS%
where winget >nul 2>nul || goto fetch
choice /c %YESNO% /n /m "%OFFER% "
if errorlevel 2 goto fetch
winget install --exact --id Python.Python.3.13 --accept-package-agreements --accept-source-agreements || goto fetch
rem This console doesn't know the new PATH yet.
set PY="%LOCALAPPDATA%\Programs\Python\Python313\python.exe"
if exist %PY% goto found
set PY="%ProgramFiles%\Python313\python.exe"
if exist %PY% goto found

:fetch
echo %FETCH%
pause
exit /b 2

:uv
echo %SETUP%
if exist ".venv" rmdir /s /q ".venv"
uv venv --quiet --seed --python 3.13 .venv || goto failed
goto install

:found
echo %SETUP%
%PY% -m venv --clear .venv || goto failed

:install
".venv\Scripts\python.exe" -m pip install -q --disable-pip-version-check -e . || goto failed
copy /y "pyproject.toml" ".venv\installed.toml" >nul

:ready
".venv\Scripts\python.exe" -m server %* || goto failed
exit /b 0

:failed
echo.
echo %WRONG%
pause
exit /b 2
