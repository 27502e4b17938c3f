# Sujarit at the computer's start-up (a scheduled task), and the firewall's rule for the office's network.

$Task = 'Sujarit'

function Test-Administrator {
    $me = [Security.Principal.WindowsPrincipal][Security.Principal.WindowsIdentity]::GetCurrent()
    return $me.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)
}

function Invoke-Elevated([string]$Script, [string[]]$Words) {
    # Windows asks for consent; what is done then is seen in a window of its own, which waits for a key.
    $asked = "& $(Get-Quoted $Script) $($Words -join ' '); Read-Host 'Enter'"
    $all = "-NoProfile -ExecutionPolicy Bypass -Command `"$asked`""
    try {
        Start-Process -FilePath (Get-Process -Id $PID).Path -Verb RunAs -ArgumentList $all
    } catch [InvalidOperationException] {
        Stop-Here 'ยังไม่ได้ทำอะไร เพราะไม่ได้รับอนุญาตจากผู้ดูแลเครื่อง' 'Nothing was done: no administrator consented'
    }
}

function Get-Quoted([string]$Text) {
    return "'" + $Text.Replace("'", "''") + "'"
}

function Protect-Data([string]$Data) {
    # As on Linux: whoever started it, administrators and the system itself, and no other user of this computer.
    if (Test-Path -LiteralPath $Data) { return }
    New-Item -ItemType Directory -Path $Data -Force | Out-Null
    $me = [Security.Principal.WindowsIdentity]::GetCurrent().User.Value
    & icacls $Data /inheritance:r /grant:r "*${me}:(OI)(CI)F" '*S-1-5-32-544:(OI)(CI)F' '*S-1-5-18:(OI)(CI)F' | Out-Null
    if ($LASTEXITCODE -ne 0) {
        Say "ตั้งสิทธิ์ของ $Data ไม่ได้ ผู้ใช้อื่นของเครื่องนี้อาจเปิดดูได้" "The rights of $Data could not be set: other users of this computer may look into it"
    }
}

function Test-Place([string]$Data) {
    # SQLite's log needs a disk of this computer; a folder that is synchronised is copied while it is written.
    $synchronised = @($env:OneDrive, $env:OneDriveCommercial, $env:OneDriveConsumer) | Where-Object { $_ }
    $bad = @($synchronised | Where-Object { $Data.StartsWith($_, [StringComparison]::OrdinalIgnoreCase) }).Count -gt 0
    if (-not $bad) {
        $bad = $Data.StartsWith('\\') -or ([IO.DriveInfo]([IO.Path]::GetPathRoot($Data))).DriveType -eq 'Network'
    }
    if ($bad) {
        Stop-Here "โฟลเดอร์ข้อมูล $Data อยู่ใน OneDrive หรือในเครือข่าย ข้อมูลอาจเสียหาย ย้ายโปรแกรมมาไว้ในเครื่องนี้ เช่น C:\Sujarit" `
            "The data folder $Data is in OneDrive or in the network, where it may be damaged. Move the program to this computer's own disk, such as C:\Sujarit"
    }
}

function Register-Startup([string]$Python, [string]$Root, [string]$Data, [string]$Address, [int]$Port, [string]$User) {
    $log = Join-Path $Data 'log\sujarit.log'
    $words = '-X utf8 sujarit.py --data "{0}" serve --host {1} --port {2} --log "{3}"' -f $Data, $Address, $Port, $log
    $action = New-ScheduledTaskAction -Execute $Python -Argument $words -WorkingDirectory $Root
    # At start-up, and every five minutes: where it runs already that does nothing, where it has ended it starts again.
    $triggers = @(
        New-ScheduledTaskTrigger -AtStartup
        New-ScheduledTaskTrigger -Once -At (Get-Date) -RepetitionInterval (New-TimeSpan -Minutes 5)
    )
    $settings = New-ScheduledTaskSettingsSet -MultipleInstances IgnoreNew -ExecutionTimeLimit ([TimeSpan]::Zero) `
        -AllowStartIfOnBatteries -DontStopIfGoingOnBatteries -StartWhenAvailable `
        -RestartCount 3 -RestartInterval (New-TimeSpan -Minutes 1)
    # As the person who started this, signed in or not, without administrators' rights and without a kept password.
    $principal = New-ScheduledTaskPrincipal -UserId $User -LogonType S4U -RunLevel Limited
    Register-ScheduledTask -TaskName $Task -Action $action -Trigger $triggers -Settings $settings -Principal $principal `
        -Description 'Sujarit at the start-up of this computer' -Force | Out-Null
    Start-ScheduledTask -TaskName $Task
    Show-Answer $Port $log
}

function Test-Answer([int]$Port) {
    try {
        Invoke-WebRequest -UseBasicParsing -TimeoutSec 5 -Uri "http://127.0.0.1:$Port/_stcore/health" | Out-Null
        return $true
    } catch {
        Write-Verbose "No answer yet: $_"
        return $false
    }
}

function Show-Answer([int]$Port, [string]$Log) {
    Say 'กำลังเปิดสุจริต รอสักครู่' 'Sujarit is starting, one moment'
    foreach ($again in 1..60) {
        if (Test-Answer $Port) {
            Get-Content -LiteralPath $Log -Encoding UTF8 -Tail 16 -ErrorAction SilentlyContinue
            Say "สุจริตทำงานแล้ว และจะเริ่มเองทุกครั้งที่เปิดเครื่อง บันทึกอยู่ที่ $Log" "Sujarit runs, and starts by itself with this computer. Its log: $Log"
            return
        }
        Start-Sleep -Seconds 2
    }
    $code = (Get-ScheduledTaskInfo -TaskName $Task).LastTaskResult
    Stop-Here "สุจริตยังไม่ตอบ (รหัส $code) ดู $Log ถ้าไม่มีแฟ้มนี้ ให้ผู้ดูแลเครื่องให้สิทธิ์ 'Log on as a batch job' แก่บัญชีนี้" `
        "Sujarit does not answer yet (code $code). See $Log; where there is no such file, this account needs the right to 'Log on as a batch job'"
}

function Unregister-Startup {
    if (Get-ScheduledTask -TaskName $Task -ErrorAction SilentlyContinue) {
        Stop-ScheduledTask -TaskName $Task
        Unregister-ScheduledTask -TaskName $Task -Confirm:$false
    }
    Remove-NetFirewallRule -Group $Task -ErrorAction SilentlyContinue
    Say 'เอาออกจากการเริ่มพร้อมเครื่องและปิดไฟร์วอลล์แล้ว ข้อมูลยังอยู่ครบ' 'It no longer starts with this computer, and the firewall is closed again. All data stay'
}

function Open-Firewall([int]$Port, [switch]$Yes) {
    if (-not (Confirm-Step "เปิดไฟร์วอลล์พอร์ต $Port ให้เครื่องในเครือข่ายเดียวกัน ใช่หรือไม่" "Open port $Port of the firewall to this network?" -Yes:$Yes)) { return }
    Remove-NetFirewallRule -Group $Task -ErrorAction SilentlyContinue
    New-NetFirewallRule -Group $Task -DisplayName "Sujarit ($Port)" -Direction Inbound -Action Allow `
        -Protocol TCP -LocalPort $Port -Profile @('Domain', 'Private') -RemoteAddress LocalSubnet | Out-Null
    $public = @(Get-NetConnectionProfile -ErrorAction SilentlyContinue | Where-Object { $_.NetworkCategory -eq 'Public' })
    if ($public.Count -gt 0) {
        Say 'Windows ถือว่าเครือข่ายนี้เป็นสาธารณะ โทรศัพท์จึงยังเปิดไม่ได้ ถ้าเป็นเครือข่ายของหน่วยงาน เปลี่ยนเป็น Private (ส่วนตัว) ใน ตั้งค่า > เครือข่าย' `
            'Windows takes this network for a public one, so phones get no answer yet. If it is the office''s own, set it to Private under Settings > Network'
    }
}
