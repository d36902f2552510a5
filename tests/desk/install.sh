#!/usr/bin/env bash
# The programs that the tests of this folder open notes with, from Debian's packages; nothing is done if all are there.
set -euo pipefail
declare -A package=(
  [chromium]=chromium
  [soffice]=libreoffice-writer-nogui
  [pdftotext]=poppler-utils
  [pandoc]=pandoc
)
missing=()
for program in "${!package[@]}"; do
  command -v "$program" > /dev/null || missing+=("${package[$program]}")
done
[ "${#missing[@]}" -eq 0 ] && exit 0
install=(apt-get install --yes --no-install-recommends "${missing[@]}" fonts-dejavu-core fonts-liberation2)
if [ "$(id -u)" -ne 0 ] || ! command -v apt-get > /dev/null; then
  echo "make test-desk needs more programs. On Debian, say: sudo ${install[*]}" >&2
  echo "Elsewhere, install Chromium, LibreOffice Writer, poppler's tools and Pandoc, so that ${!package[*]} are on the path." >&2
  exit 2
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update --quiet=2
"${install[@]}" --quiet=2 > /dev/null
