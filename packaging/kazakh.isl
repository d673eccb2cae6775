; The messages of Inno Setup that a person sees while EDO is installed or removed, in Kazakh. What is
; not here is said in English.

[LangOptions]
LanguageName=Қазақша
LanguageID=$043F

[Messages]
SetupAppTitle=Орнату
SetupWindowTitle=%1 орнату
UninstallAppTitle=Жою
UninstallAppFullTitle=%1 жою
InformationTitle=Ақпарат
ConfirmTitle=Растау
ErrorTitle=Қате
ExitSetupTitle=Орнатудан шығу
ExitSetupMessage=Орнату аяқталған жоқ. Қазір шықсаңыз, бағдарлама орнатылмайды.%n%nОрнатудан шығасыз ба?
ButtonBack=< &Артқа
ButtonNext=&Әрі қарай >
ButtonInstall=&Орнату
ButtonOK=ОК
ButtonCancel=Болдырмау
ButtonYes=&Иә
ButtonNo=&Жоқ
ButtonFinish=&Аяқтау
ButtonBrowse=&Таңдау…
ButtonWizardBrowse=&Таңдау…
ButtonNewFolder=&Жаңа қалта
SelectLanguageTitle=Орнату тілін таңдаңыз
SelectLanguageLabel=Орнату кезінде қолданылатын тіл:
ClickNext=Жалғастыру үшін «Әрі қарай», шығу үшін «Болдырмау» түймесін басыңыз.
WizardSelectDir=Орнату орны
SelectDirDesc=[name] қайда орнатылады?
SelectDirLabel3=[name] мына қалтаға орнатылады.
DirExistsTitle=Қалта бар
DirExists=Мына қалта бұрыннан бар:%n%n%1%n%nСонда орната берейік пе?
SelectDirBrowseLabel=Жалғастыру үшін «Әрі қарай» түймесін басыңыз. Басқа қалта қажет болса, «Таңдау» түймесін басыңыз.
DiskSpaceMBLabel=Дискіде кемінде [mb] МБ бос орын керек.
WizardSelectTasks=Қосымша әрекеттер
SelectTasksDesc=Тағы не істеу керек?
SelectTasksLabel2=[name] орнатылғанда орындалатын қосымша әрекеттерді таңдап, «Әрі қарай» түймесін басыңыз.
WizardReady=Орнатуға дайын
ReadyLabel1=Компьютерге [name] орнатуға бәрі дайын.
ReadyLabel2a=Жалғастыру үшін «Орнату», бірдеңені өзгерту үшін «Артқа» түймесін басыңыз.
ReadyLabel2b=Жалғастыру үшін «Орнату» түймесін басыңыз.
ReadyMemoDir=Орнату қалтасы:
ReadyMemoTasks=Қосымша әрекеттер:
WizardPreparing=Орнатуға дайындық
PreparingDesc=[name] орнатуға дайындалуда.
ApplicationsFound=Мына бағдарламалар жаңартылатын файлдарды пайдаланып тұр. Оларды өзі жабуға рұқсат берген дұрыс.
CloseApplications=Бағдарламаларды &өзі жапсын
DontCloseApplications=Бағдарламаларды &жаппау
WizardInstalling=Орнатылуда
InstallingLabel=[name] орнатылғанша күте тұрыңыз.
FinishedHeadingLabel=[name] орнатылды
FinishedLabel=[name] компьютерге орнатылды. Оны белгісінен ашуға болады.
FinishedLabelNoIcons=[name] компьютерге орнатылды.
ClickFinish=Шығу үшін «Аяқтау» түймесін басыңыз.
StatusClosingApplications=Бағдарламалар жабылуда…
StatusCreateDirs=Қалталар жасалуда…
StatusExtractFiles=Файлдар шығарылуда…
StatusCreateIcons=Белгілер жасалуда…
StatusCreateRegistryEntries=Жүйеге жазылуда…
StatusSavingUninstall=Жою туралы мәлімет сақталуда…
StatusRestartingApplications=Бағдарламалар қайта ашылуда…
StatusRollback=Өзгерістер қайтарылуда…
StatusRunProgram=Орнату аяқталуда…
StatusUninstalling=%1 жойылуда…
ConfirmUninstall=%1 бағдарламасын шынымен жоясыз ба? Құжаттарыңыз орнында қалады.
UninstallStatusLabel=%1 компьютерден жойылғанша күте тұрыңыз.
UninstalledAll=%1 компьютерден жойылды.
UninstalledMost=%1 жойылды.%n%nКейбір файлдар қалды; оларды қолмен жоюға болады.
WizardUninstalling=Жойылуда

[CustomMessages]
CreateDesktopIcon=&Жұмыс үстелінде белгі жасау
AdditionalIcons=Қосымша белгілер:
LaunchProgram=%1 бағдарламасын ашу
