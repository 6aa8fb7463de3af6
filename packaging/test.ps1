# Check everything:
#   powershell -ExecutionPolicy Bypass -File packaging\test.ps1 [PYTEST ARGUMENTS]
# Installs what is missing first; then format and lint, types, import rules and tests.
. "$PSScriptRoot\environment.ps1"

Initialize-Environment 'test'
Set-Location -LiteralPath $Root
if (-not $env:QT_QPA_PLATFORM) { $env:QT_QPA_PLATFORM = 'offscreen' }
$env:PYTHONUTF8 = '1'

$checks = @(
    , @('-m', 'ruff', 'format', '--check', '.')
    , @('-m', 'ruff', 'check', '.')
    , @('-m', 'mypy')
    , @('-c', 'from importlinter.cli import lint_imports_command; lint_imports_command()', '--no-logo')
    , (@('-m', 'pytest') + $args)
)
foreach ($check in $checks) {
    & $Python @check
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}
exit 0
