<#
.SYNOPSIS
Sujarit on Windows: installs what is needed at first, and starts it. What `make run` does elsewhere.
.DESCRIPTION
Needs Windows 10 or 11 and Python 3.11 or newer; Windows PowerShell 5.1, which Windows brings, and PowerShell 7 both serve.
run.cmd starts this file past the execution policy, also by a double-click.
.PARAMETER Demo
A made-up office of a hundred people in data-demo, to look round in.
.PARAMETER Office
Lets phones and other computers of the office in; without it only this computer is answered.
.PARAMETER Port
The port, 8501 otherwise.
.PARAMETER Data
The data folder; SUJARIT_DATA, or data in this folder, otherwise.
.PARAMETER AtStartup
Starts it with the computer from now on, signed in or not, and again when it has ended. Windows asks for consent.
.PARAMETER NoStartup
Takes that back, and closes the firewall again.
.PARAMETER Firewall
Opens the port to the office's network; -Office with -AtStartup asks the same.
.PARAMETER SetUp
Installs, and starts nothing.
.PARAMETER Yes
Asks nothing.
.PARAMETER User
For whom it starts with the computer; whoever types this otherwise.
.EXAMPLE
.\run.cmd -Office
#>
[CmdletBinding(SupportsShouldProcess)]
param(
    [switch]$Demo,
    [switch]$Office,
    [ValidateRange(1, 65535)][int]$Port = 8501,
    [string]$Data = $env:SUJARIT_DATA,
    [switch]$AtStartup,
    [switch]$NoStartup,
    [switch]$Firewall,
    [switch]$SetUp,
    [switch]$Yes,
    [string]$User = "$env:USERDOMAIN\$env:USERNAME"
)

$ErrorActionPreference = 'Stop'
$Root = $PSScriptRoot
$env:PYTHONUTF8 = '1'
try { [Console]::OutputEncoding = New-Object Text.UTF8Encoding $false } catch { Write-Verbose 'There is no console to set.' }
foreach ($part in 'words', 'python', 'startup') { . (Join-Path $Root "deploy\windows\$part.ps1") }

if (-not $Data) { $Data = Join-Path $Root $(if ($Demo) { 'data-demo' } else { 'data' }) }
$Data = $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Data).TrimEnd('\')
$Address = if ($Office) { '0.0.0.0' } else { '127.0.0.1' }

if (($AtStartup -or $NoStartup -or $Firewall) -and -not (Test-Administrator) -and -not $WhatIfPreference) {
    if ($AtStartup) {   # as the user, so that the files are the user's; the rest as an administrator
        Test-Place $Data
        Protect-Data $Data
        Install-Sujarit $Root | Out-Null
    }
    $words = @('-Port', $Port, '-Data', (Get-Quoted $Data), '-User', (Get-Quoted $User))
    foreach ($each in 'AtStartup', 'NoStartup', 'Firewall', 'Office', 'Yes') {
        if ($PSBoundParameters.ContainsKey($each)) { $words += "-$each" }
    }
    Say 'ต้องใช้สิทธิ์ผู้ดูแลเครื่อง Windows จะถามในอีกหน้าต่างหนึ่ง' 'This needs an administrator of this computer; Windows asks in another window'
    Invoke-Elevated $PSCommandPath $words
    exit 0
}
if ($NoStartup) {
    if ($PSCmdlet.ShouldProcess('Sujarit', 'Remove from start-up')) { Unregister-Startup }
    exit 0
}
if ($Firewall -or ($AtStartup -and $Office)) {
    if ($PSCmdlet.ShouldProcess("TCP $Port", 'Open the firewall')) { Open-Firewall $Port -Yes:$Yes }
    if (-not $AtStartup) { exit 0 }
}

if (-not $PSCmdlet.ShouldProcess($Root, 'Install the parts')) { exit 0 }
Test-Place $Data
Protect-Data $Data
$Python = Install-Sujarit $Root
if ($AtStartup) {
    Register-Startup $Python $Root $Data $Address $Port $User
    exit 0
}
if ($SetUp) {
    Say 'ติดตั้งแล้ว เริ่มด้วย run.cmd' 'Installed. Start it with run.cmd'
    exit 0
}
$Sujarit = Join-Path $Root 'sujarit.py'
if ($Demo -and -not (Test-Path -LiteralPath (Join-Path $Data 'sujarit.db'))) {
    & $Python $Sujarit --data $Data demo
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}
& $Python $Sujarit --data $Data serve --host $Address --port $Port
exit $LASTEXITCODE
