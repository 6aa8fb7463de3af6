; The Windows installer, for the bundle in dist\kompass. windows.ps1 makes both.
; It installs for the user who runs it, so that no administrator is needed.

#ifndef Version
  #error Give the version: windows.ps1 does
#endif

[Setup]
AppId={{5C5D0F0B-7F0E-4B0B-9E35-6B1E2F4C9A71}
AppName=Kompass
AppVersion={#Version}
DefaultDirName={autopf}\Kompass
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
SourceDir=..
OutputDir=dist
OutputBaseFilename=Kompass-{#Version}-setup
SetupIconFile=packaging\kompass.ico
UninstallDisplayIcon={app}\Kompass.exe
LicenseFile=LICENSE
ChangesAssociations=yes
Compression=lzma2
SolidCompression=yes

[Languages]
Name: "nb"; MessagesFile: "compiler:Languages\Norwegian.isl"
Name: "en"; MessagesFile: "compiler:Default.isl"

[Files]
Source: "dist\kompass\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[InstallDelete]
; An update leaves nothing of the old program behind. Libraries of assessments lie elsewhere.
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{autoprograms}\Kompass"; Filename: "{app}\Kompass.exe"

[Registry]
; A double click on a .kompass file opens it; HKA is the user's own part of the registry here.
Root: HKA; Subkey: "Software\Classes\.kompass"; ValueType: string; ValueData: "Kompass.Assessment"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.kompass"; ValueType: string; ValueName: "Content Type"; ValueData: "application/vnd.kompass"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\.kompass\OpenWithProgids"; ValueType: string; ValueName: "Kompass.Assessment"; ValueData: ""; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\Kompass.Assessment"; ValueType: string; ValueData: "Kompass-vurdering"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\Kompass.Assessment\DefaultIcon"; ValueType: string; ValueData: "{app}\Kompass.exe,0"
Root: HKA; Subkey: "Software\Classes\Kompass.Assessment\shell\open\command"; ValueType: string; ValueData: """{app}\Kompass.exe"" ""%1"""

[Run]
Filename: "{app}\Kompass.exe"; Description: "{cm:LaunchProgram,Kompass}"; Flags: nowait postinstall skipifsilent
