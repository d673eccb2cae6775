; The installer for Windows, by Inno Setup 6.3 or newer, from the folder that tools\bundle.py made
; there:
;   iscc /DVersion=0.1.0 packaging\installer.iss
; The version is that of pyproject.toml. For one person alone: no administrator is asked. Documents
; lie elsewhere, in the person's own folder: nothing here names it, so it stays when EDO is removed.

#ifndef Version
  #error Name the version of pyproject.toml: iscc /DVersion=...
#endif

[Setup]
AppId={{7B6E5C0A-93C4-4E0B-A0A5-2F4C57B1D9E6}
AppName={cm:Name}
AppVersion={#Version}
VersionInfoVersion={#Version}
; Without these the name is taken as it is written above, braces and all.
VersionInfoDescription=EDO
VersionInfoProductName=EDO
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
; Many who speak Kazakh have a Russian Windows: each is asked.
ShowLanguageDialog=yes

[Languages]
Name: "ru"; MessagesFile: "compiler:Languages\Russian.isl"
; Inno Setup has no Kazakh of its own: what is seen in these few pages is said below.
Name: "kk"; MessagesFile: "compiler:Default.isl,packaging\kazakh.isl"
Name: "en"; MessagesFile: "compiler:Default.isl"

[Messages]
ru.ConfirmUninstall=Удалить программу %1? Ваши документы останутся на месте.
en.ConfirmUninstall=Remove %1? Your documents stay where they are.

[CustomMessages]
ru.Name=ЭДО
kk.Name=ЭДО
en.Name=EDO
ru.Invitation=Приглашение в ЭДО
kk.Invitation=ЭДО-ға шақыру
en.Invitation=Invitation to EDO
ru.Open=Открыть ЭДО
kk.Open=ЭДО-ны ашу
en.Open=Open EDO

[Tasks]
Name: "desktop"; Description: "{cm:CreateDesktopIcon}"

[InstallDelete]
; Libraries of an earlier release that this one does not bring.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "dist\edo\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{autoprograms}\{cm:Name}"; Filename: "{app}\edo-client.exe"
Name: "{autodesktop}\{cm:Name}"; Filename: "{app}\edo-client.exe"; Tasks: desktop

[Registry]
Root: HKA; Subkey: "Software\Classes\.edi"; ValueType: string; ValueData: "edo.invitation"; Flags: uninsdeletevalue
Root: HKA; Subkey: "Software\Classes\edo.invitation"; ValueType: string; ValueData: "{cm:Invitation}"; Flags: uninsdeletekey
Root: HKA; Subkey: "Software\Classes\edo.invitation\DefaultIcon"; ValueType: string; ValueData: "{app}\edo-client.exe,0"
Root: HKA; Subkey: "Software\Classes\edo.invitation\shell\open\command"; ValueType: string; ValueData: """{app}\edo-client.exe"" ""%1"""

[Run]
; Until something else is chosen there, the program speaks the language of these pages.
Filename: "{app}\edo-client.exe"; Parameters: "--language {language}"; Description: "{cm:Open}"; Flags: nowait postinstall skipifsilent

[Code]
const
  Beginning = 'Software\Microsoft\Windows\CurrentVersion\Run';

{ Starting with Windows is turned on in the program's settings, once for each folder of documents;
  what would start a program that is gone is taken away with it. }
procedure CurUninstallStepChanged(Step: TUninstallStep);
var
  Names: TArrayOfString;
  Command: String;
  Number: Integer;
begin
  if Step <> usPostUninstall then
    Exit;
  if RegGetValueNames(HKEY_CURRENT_USER, Beginning, Names) then
    for Number := 0 to GetArrayLength(Names) - 1 do
      if RegQueryStringValue(HKEY_CURRENT_USER, Beginning, Names[Number], Command) then
        if Pos(Lowercase(ExpandConstant('{app}\edo-client.exe')), Lowercase(Command)) > 0 then
          RegDeleteValue(HKEY_CURRENT_USER, Beginning, Names[Number]);
end;
