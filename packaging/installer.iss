; The installer for Windows, by Inno Setup 6, from the folder that tools\bundle.py made there:
;   iscc /DVersion=0.1.0 packaging\installer.iss
; The version is that of pyproject.toml. For one person alone: no administrator is asked.

#ifndef Version
  #error Name the version of pyproject.toml: iscc /DVersion=...
#endif

[Setup]
AppId={{7B6E5C0A-93C4-4E0B-A0A5-2F4C57B1D9E6}
AppName={cm:Name}
AppVersion={#Version}
VersionInfoVersion={#Version}
DefaultDirName={autopf}\EDO
DisableProgramGroupPage=yes
DisableDirPage=auto
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
SourceDir=..
OutputDir=dist
OutputBaseFilename=edo-{#Version}-setup
SetupIconFile=build\edo.ico
UninstallDisplayIcon={app}\edo-client.exe
UninstallDisplayName={cm:Name}
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
ChangesAssociations=yes
; An open program is asked to close, so that its files can be replaced.
CloseApplications=yes
ShowLanguageDialog=auto

[Languages]
Name: "ru"; MessagesFile: "compiler:Languages\Russian.isl"
; Inno Setup has no Kazakh of its own: what is seen in these few pages is said below.
Name: "kk"; MessagesFile: "compiler:Default.isl,packaging\kazakh.isl"
Name: "en"; MessagesFile: "compiler:Default.isl"

[CustomMessages]
ru.Name=ЭДО
kk.Name=ЭДО
en.Name=EDO
ru.Autostart=Запускать вместе с Windows, рядом с часами
kk.Autostart=Windows-пен бірге, сағаттың жанында іске қосу
en.Autostart=Begin with Windows, beside the clock
ru.Invitation=Приглашение в ЭДО
kk.Invitation=ЭДО-ға шақыру
en.Invitation=Invitation to EDO
ru.Open=Открыть ЭДО
kk.Open=ЭДО-ны ашу
en.Open=Open EDO

[Tasks]
Name: "desktop"; Description: "{cm:CreateDesktopIcon}"
Name: "autostart"; Description: "{cm:Autostart}"; Flags: unchecked

[InstallDelete]
; Libraries of an earlier release that this one does not bring.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "dist\edo\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{autoprograms}\{cm:Name}"; Filename: "{app}\edo-client.exe"
Name: "{autodesktop}\{cm:Name}"; Filename: "{app}\edo-client.exe"; Tasks: desktop
Name: "{userstartup}\{cm:Name}"; Filename: "{app}\edo-client.exe"; Parameters: "--hidden"; Tasks: autostart

[Registry]
Root: HKA; Subkey: "Software\Classes\.edi"; ValueType: string; ValueData: "edo.invitation"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\edo.invitation"; ValueType: string; ValueData: "{cm:Invitation}"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\edo.invitation\DefaultIcon"; ValueType: string; ValueData: "{app}\edo-client.exe,0"
Root: HKA; Subkey: "Software\Classes\edo.invitation\shell\open\command"; ValueType: string; ValueData: """{app}\edo-client.exe"" ""%1"""

[Run]
Filename: "{app}\edo-client.exe"; Description: "{cm:Open}"; Flags: nowait postinstall skipifsilent
