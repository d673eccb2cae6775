#!/bin/sh
# Put the program into the menu of this person, from wherever this folder lies; `--remove` takes it out.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
data=${XDG_DATA_HOME:-$HOME/.local/share}
entry=$data/applications/edo.desktop
type=$data/mime/packages/edo.xml
icons=$data/icons/hicolor
if [ "${1:-}" = --remove ]; then
    rm -f "$entry" "$type" "$icons"/*/apps/edo.png "$icons/scalable/apps/edo.svg"
    # What would start the program of this folder with the system.
    grep -lsF "$here/edo-client" "${XDG_CONFIG_HOME:-$HOME/.config}"/autostart/edo-*.desktop |
        while IFS= read -r begun; do rm -f "$begun"; done
else
    case $here in
        *[\"\`\$\\\|\&%]*)
            echo "install.sh: put this folder where the path has none of \" \` \$ \\ | & %: $here" >&2
            exit 1
            ;;
    esac
    mkdir -p "$data/applications" "$data/mime/packages" "$icons/scalable/apps"
    sed "s|^Exec=edo-client|Exec=\"$here/edo-client\"|" "$here/share/edo.desktop" > "$entry"
    cp "$here/share/edo.xml" "$type"
    cp "$here/share/edo.svg" "$icons/scalable/apps/"
    for size in 16 32 48 64 128 256; do
        mkdir -p "$icons/${size}x$size/apps"
        cp "$here/share/edo-$size.png" "$icons/${size}x$size/apps/edo.png"
    done
fi
for update in "update-desktop-database $data/applications" "update-mime-database $data/mime"; do
    if command -v "${update%% *}" > /dev/null; then $update || true; fi
done
