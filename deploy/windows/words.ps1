# What the other scripts say, in Thai and English, and how they ask.

function Say([string]$Thai, [string]$English) {
    Write-Host "  $Thai"
    Write-Host "  $English"
    Write-Host ''
}

function Stop-Here([string]$Thai, [string]$English) {
    Write-Host ''
    Write-Host "  ! $Thai" -ForegroundColor Yellow
    Write-Host "  ! $English" -ForegroundColor Yellow
    exit 1
}

function Confirm-Step([string]$Thai, [string]$English, [switch]$Yes) {
    if ($Yes) { return $true }
    Write-Host "  $Thai"
    $answer = Read-Host "  $English (y/n)"
    return $answer -match '^\s*(y|yes|ใช่|ตกลง)'
}
