# Finds a Python that can run Sujarit, and makes .venv with what is pinned in requirements.txt.

# Exits with 0 for 64 bits and 3.11 or newer. No double quotes in it: Windows PowerShell 5.1 would lose them.
$Fit = 'import sys; sys.exit(0 if sys.version_info >= (3, 11) and sys.maxsize > 2**32 else 1)'
$LongestInside = 170   # characters of the longest path that the parts make below the program's folder
$LongestPath = 259     # what Windows lets a path have, unless long paths are switched on

function Test-Python([string[]]$Command) {
    # The Microsoft Store's stand-in is called python.exe too: it only writes an advertisement and fails.
    $ErrorActionPreference = 'SilentlyContinue'
    $name = $Command[0]
    $more = @($Command | Select-Object -Skip 1)
    if (-not (Get-Command $name -CommandType Application)) { return $false }
    & $name @more -c $Fit 2>$null | Out-Null
    return $LASTEXITCODE -eq 0
}

function Find-Python {
    # Those first for which every part has been checked; then whatever is there.
    $known = @('3.13', '3.12', '3.11', '3.14') | ForEach-Object { , @('py', "-$_") }
    foreach ($command in @($known) + @(, @('py', '-3')) + @(, @('python')) + @(, @('python3'))) {
        if (Test-Python $command) { return $command }
    }
    Stop-Here 'ไม่พบ Python 3.11 ขึ้นไป แบบ 64 บิต ติดตั้งวิธีใดวิธีหนึ่ง แล้วเปิดหน้าต่างใหม่และเริ่มอีกครั้ง' `
        ("No 64-bit Python 3.11 or newer was found. Install one, open a new window and start again:`n" +
        "    winget install --exact --id Python.Python.3.13 --scope user`n" +
        '    or https://www.python.org/downloads/windows (Windows installer, 64-bit; tick "Add python.exe to PATH")')
}

function Test-LongPath([string]$Root) {
    if ($Root.Length + $LongestInside -le $LongestPath) { return $true }
    $kept = 'HKLM:\SYSTEM\CurrentControlSet\Control\FileSystem'
    $found = Get-ItemProperty -LiteralPath $kept -Name LongPathsEnabled -ErrorAction SilentlyContinue
    return ($null -ne $found) -and ($found.LongPathsEnabled -eq 1)
}

function Get-Wanted([string]$Root) {
    $files = 'requirements.txt', 'pyproject.toml' | ForEach-Object { Join-Path $Root $_ }
    return ($files | ForEach-Object { (Get-FileHash -LiteralPath $_ -Algorithm SHA256).Hash }) -join ' '
}

function Install-Sujarit([string]$Root) {
    $venv = Join-Path $Root '.venv'
    $python = Join-Path $venv 'Scripts\python.exe'
    $stamp = Join-Path $venv 'set-up.txt'
    $wanted = Get-Wanted $Root
    $stands = (Test-Path -LiteralPath $python) -and (Test-Python @($python))
    if ($stands -and (Test-Path -LiteralPath $stamp) -and ((Get-Content -LiteralPath $stamp -Raw).Trim() -eq $wanted)) {
        return $python
    }
    if (-not (Test-LongPath $Root)) {
        Stop-Here "ชื่อโฟลเดอร์ $Root ยาวเกินไปสำหรับ Windows ย้ายโปรแกรมไปไว้ที่สั้นกว่า เช่น C:\Sujarit" `
            "The folder's name $Root is too long for Windows. Move the program to a shorter place, such as C:\Sujarit"
    }
    Say 'กำลังติดตั้งส่วนประกอบ ครั้งแรกใช้เวลาหลายนาที ต้องต่ออินเทอร์เน็ต' `
        'Installing the parts. The first time takes some minutes, and needs the internet'
    if (-not $stands) {
        $found = @(Find-Python)
        $name = $found[0]
        $more = @($found | Select-Object -Skip 1)
        if (Test-Path -LiteralPath $venv) { Remove-Item -LiteralPath $venv -Recurse -Force }
        & $name @more -m venv $venv | Out-Host   # what a program prints would be a part of what this function returns
        if ($LASTEXITCODE -ne 0) { Stop-Here "สร้าง $venv ไม่ได้" "$venv could not be made" }
    }
    $pip = '-m', 'pip', 'install', '-q', '--disable-pip-version-check'
    & $python @pip --require-hashes --only-binary ':all:' -r (Join-Path $Root 'requirements.txt') | Out-Host
    if ($LASTEXITCODE -eq 0) {
        & $python @pip --no-deps -e $Root | Out-Host
    }
    if ($LASTEXITCODE -ne 0) {
        Stop-Here 'ติดตั้งไม่สำเร็จ ตรวจอินเทอร์เน็ต ถ้าหน่วยงานใช้พร็อกซี พิมพ์ $env:HTTPS_PROXY = "http://ชื่อ:พอร์ต" ก่อน แล้วเริ่มอีกครั้ง' `
            'The parts were not installed. Check the internet; where the office has a proxy, type $env:HTTPS_PROXY = "http://name:port" first, and start again'
    }
    Set-Content -LiteralPath $stamp -Value $wanted -Encoding ASCII
    return $python
}
