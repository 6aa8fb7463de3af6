# What the scripts beside it share: makes .venv what pyproject.toml and constraints.txt
# say. All that is said goes to stderr, so that a subcommand's output stays clean.
# Kept with a byte order mark: without one Windows PowerShell 5.1 misreads æ, ø and å.

$Root = Split-Path -Parent $PSScriptRoot
$Python = Join-Path $Root '.venv\Scripts\python.exe'

function Stop-WithMessage([string] $Message) {
    [Console]::Error.WriteLine($Message)
    exit 1
}

# $What: 'run' for the program; 'test' or 'bundle' for the tools of that extra too.
function Initialize-Environment([string] $What) {
    $files = "$Root\pyproject.toml", "$Root\packaging\constraints.txt"
    # The catalogues are built when the package is installed.
    $files += (Get-ChildItem -Path "$Root\resources\translations\*.po").FullName
    # The path is part of it: a moved checkout's .venv points to the old place.
    $fingerprint = (@(Get-FileHash -LiteralPath $files).Hash + $Root) -join ' '
    $ready = "$Root\.venv\ready-$What"
    if ((Test-Path -LiteralPath $Python) -and (Test-Path -LiteralPath $ready) -and
        (Get-Content -LiteralPath $ready -Encoding UTF8) -eq $fingerprint) { return }

    [Console]::Error.WriteLine('Gjør klart Kompass. Første gang tar det et par minutter …')
    if (-not (Test-Path -LiteralPath $Python)) { New-Environment }
    $project = if ($What -eq 'run') { '.' } else { ".[$What]" }
    Push-Location -LiteralPath $Root
    & $Python -m pip install -qq --disable-pip-version-check `
        --constraint packaging\constraints.txt --editable $project
    $failed = $LASTEXITCODE -ne 0
    Pop-Location
    if ($failed) { Stop-WithMessage 'Fikk ikke lagt inn Python-pakkene; se meldingene over.' }
    foreach ($each in 'run', $What) {
        Set-Content -LiteralPath "$Root\.venv\ready-$each" -Value $fingerprint -Encoding UTF8
    }
}

# The launcher knows every installed Python; some machines only have it on the path.
function New-Environment {
    foreach ($base in 'py', 'python') {
        if (-not (Get-Command $base -ErrorAction SilentlyContinue)) { continue }
        & $base -c 'import sys; sys.exit(sys.version_info < (3, 11))'
        if ($LASTEXITCODE -ne 0) { continue }
        & $base -m venv --clear "$Root\.venv"
        if ($LASTEXITCODE -eq 0) { return }
    }
    Stop-WithMessage 'Kompass trenger Python 3.11 eller nyere.'
}
