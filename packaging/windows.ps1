# Make dist\Kompass-VERSION-setup.exe, on Windows with Inno Setup 6:
#   powershell -ExecutionPolicy Bypass -File packaging\windows.ps1
# Sign the file afterwards with signtool, or Windows warns each user.
. "$PSScriptRoot\environment.ps1"

Initialize-Environment 'bundle'
Set-Location -LiteralPath $Root
& $Python -m PyInstaller --noconfirm --log-level WARN packaging\kompass.spec
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }

$version = & $Python -c 'import kompass_desktop; print(kompass_desktop.__version__)'
$compiler = Join-Path ${env:ProgramFiles(x86)} 'Inno Setup 6\ISCC.exe'
if (-not (Test-Path -LiteralPath $compiler)) { Stop-WithMessage 'Inno Setup 6 mangler.' }
& $compiler /Qp "/DVersion=$version" packaging\windows.iss
exit $LASTEXITCODE
