@echo off
rem Starts Ajar from any folder: JAVA_HOME when that is new enough, else the newest suitable Java it finds.
rem Installed, it has a Java of its own, with the toolkit in it, and looks for no other; Ajar.exe opens the window there.
setlocal EnableExtensions DisableDelayedExpansion
set "LEAST=25"
set "HOME_FOLDER=%~dp0.."
set "BEST=0"
set "FOUND="
if exist "%HOME_FOLDER%\runtime\bin\java.exe" goto :installed
if defined JAVA_HOME call :consider "%JAVA_HOME%"
if defined FOUND goto :choose
for %%J in (java.exe) do if not "%%~$PATH:J"=="" for %%B in ("%%~dp$PATH:J..") do call :consider "%%~fB"
for /d %%D in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\jdk*" "%ProgramFiles%\Zulu\*" "%ProgramFiles%\Amazon Corretto\*" "%USERPROFILE%\.jdks\*") do call :consider "%%~fD"
:choose
if not defined FOUND (
    >&2 echo Ajar needs Java %LEAST% or newer and found none: install one, for example from adoptium.net, or set JAVA_HOME to it.
    exit /b 1
)
rem A command, or the window? Options may stand before the command; some of them take a value.
set "WINDOW=yes"
set "SKIP="
for %%A in (%*) do call :look "%%~A"
rem No parentheses around these: an argument may hold one.
if "%WINDOW%"=="no" goto :command
"%FOUND%\bin\java.exe" -XX:+UseG1GC -XX:+UseCompactObjectHeaders -XX:TieredStopAtLevel=1 -XX:GCTimeRatio=4 -Xmx288m --module-path "%HOME_FOLDER%\lib\javafx" --add-modules javafx.controls,javafx.media,javafx.swing --enable-native-access=javafx.graphics,javafx.media,ALL-UNNAMED -cp "%HOME_FOLDER%\lib\*" app.ajar.app.Main %*
exit /b %ERRORLEVEL%
:command
"%FOUND%\bin\java.exe" -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:TieredStopAtLevel=1 -Xmx512m --enable-native-access=ALL-UNNAMED -cp "%HOME_FOLDER%\lib\*" app.ajar.app.Main %*
exit /b %ERRORLEVEL%

:installed
set "JAVA=%HOME_FOLDER%\runtime\bin\java.exe"
set "WINDOW=yes"
set "SKIP="
for %%A in (%*) do call :look "%%~A"
if "%WINDOW%"=="no" goto :installed_command
"%JAVA%" -Xlog:disable -XX:+UseG1GC -XX:+UseCompactObjectHeaders -XX:TieredStopAtLevel=1 -XX:GCTimeRatio=4 -Xmx288m --enable-native-access=javafx.graphics,javafx.media,ALL-UNNAMED -cp "%HOME_FOLDER%\app\*" app.ajar.app.Main %*
exit /b %ERRORLEVEL%
:installed_command
"%JAVA%" -XX:+UseSerialGC -XX:+UseCompactObjectHeaders -XX:TieredStopAtLevel=1 -Xmx512m --enable-native-access=ALL-UNNAMED -cp "%HOME_FOLDER%\app\*" app.ajar.app.Main %*
exit /b %ERRORLEVEL%

:consider
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
set "MAJOR=0"
for /f "usebackq tokens=2 delims==" %%V in (`findstr /b "JAVA_VERSION=" "%~1\release"`) do for /f "delims=.-+ tokens=1" %%M in ("%%~V") do set "MAJOR=%%~M"
set /a MAJOR=MAJOR 2>nul
if %MAJOR% LSS %LEAST% exit /b 0
if %MAJOR% LEQ %BEST% exit /b 0
set "BEST=%MAJOR%"
set "FOUND=%~1"
exit /b 0

:look
if "%WINDOW%"=="no" exit /b 0
if defined SKIP (
    set "SKIP="
    exit /b 0
)
for %%O in (--data --api --screenshot --size --theme --open --page) do if "%~1"=="%%O" (
    set "SKIP=yes"
    exit /b 0
)
for %%O in (-h --help -V --version) do if "%~1"=="%%O" set "WINDOW=no"
set "WORD=%~1"
if not "%WORD:~0,1%"=="-" set "WINDOW=no"
exit /b 0
