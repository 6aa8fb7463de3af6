# Open Kompass, or run the subcommand given:
#   powershell -ExecutionPolicy Bypass -File packaging\start.ps1 [ARGUMENTS]
# Installs what is missing first; quick when all is in place, and then needs no network.
. "$PSScriptRoot\environment.ps1"

Initialize-Environment 'run'
# -P: a folder named kompass_desktop where the user stands is not the program. -X utf8:
# what is printed is the same on every machine.
& $Python -P -X utf8 -m kompass_desktop @args
exit $LASTEXITCODE
