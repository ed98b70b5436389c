; What the installer says besides the pages of NSIS, in the languages of the program.
LangString PLEASE_CLOSE ${LANG_ENGLISH} "Cramp Journal is open. Please close its window, then choose Retry."
LangString PLEASE_CLOSE ${LANG_GERMAN} "Cramp Journal ist geöffnet. Bitte schließen Sie das Fenster und wählen Sie dann Wiederholen."
LangString PLEASE_CLOSE ${LANG_SPANISH} "Cramp Journal está abierto. Cierre la ventana y elija Reintentar."
LangString PLEASE_CLOSE ${LANG_SIMPCHINESE} "Cramp Journal 正在运行。请先关闭它的窗口,然后选择“重试”。"

LangString NOT_WRITTEN ${LANG_ENGLISH} "The program could not be written: the disk may be full. Your journal was not touched. Please make room and try again."
LangString NOT_WRITTEN ${LANG_GERMAN} "Das Programm konnte nicht geschrieben werden: Vielleicht ist der Datenträger voll. Ihr Tagebuch wurde nicht angetastet. Bitte schaffen Sie Platz und versuchen Sie es noch einmal."
LangString NOT_WRITTEN ${LANG_SPANISH} "No se pudo escribir el programa: puede que el disco esté lleno. Su diario no se ha tocado. Libere espacio e inténtelo de nuevo."
LangString NOT_WRITTEN ${LANG_SIMPCHINESE} "无法写入程序文件:磁盘可能已满。您的日记没有被改动。请腾出空间后重试。"

LangString FILE_TYPE ${LANG_ENGLISH} "Journal of leg cramps"
LangString FILE_TYPE ${LANG_GERMAN} "Krampf-Tagebuch"
LangString FILE_TYPE ${LANG_SPANISH} "Diario de calambres"
LangString FILE_TYPE ${LANG_SIMPCHINESE} "抽筋日记"

LangString JOURNAL_STAYS ${LANG_ENGLISH} "The program is gone. Your journal is still on this computer; to remove it as well, delete the folder $LOCALAPPDATA\cramp-journal."
LangString JOURNAL_STAYS ${LANG_GERMAN} "Das Programm ist entfernt. Ihr Tagebuch ist noch auf diesem Computer; um auch es zu entfernen, löschen Sie den Ordner $LOCALAPPDATA\cramp-journal."
LangString JOURNAL_STAYS ${LANG_SPANISH} "El programa se ha quitado. Su diario sigue en este equipo; para quitarlo también, elimine la carpeta $LOCALAPPDATA\cramp-journal."
LangString JOURNAL_STAYS ${LANG_SIMPCHINESE} "程序已移除。您的日记仍保存在这台电脑上;如果也要删除它,请删除文件夹 $LOCALAPPDATA\cramp-journal。"
