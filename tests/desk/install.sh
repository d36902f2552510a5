#!/usr/bin/env bash
# The programs that the tests of this folder open notes with, from Debian's packages; nothing is done if all are there.
set -euo pipefail
programs=(chromium soffice pdftotext pandoc pngquant)
packages=(chromium libreoffice-writer-nogui poppler-utils pandoc pngquant)
# Those of the pictures: serif and sans, and what is as wide as Word's Calibri and Cambria.
fonts=(fonts-dejavu-core fonts-liberation2 fonts-crosextra-carlito fonts-crosextra-caladea)
missing=()
for number in "${!programs[@]}"; do
  command -v "${programs[number]}" > /dev/null || missing+=("${packages[number]}")
done
if command -v dpkg > /dev/null; then
  for font in "${fonts[@]}"; do
    dpkg --status "$font" > /dev/null 2>&1 || missing+=("$font")
  done
fi
[ "${#missing[@]}" -eq 0 ] && exit 0
install=(apt-get install --yes --no-install-recommends "${missing[@]}")
if ! command -v apt-get > /dev/null; then
  echo "make test-desk needs these programs on the path: ${programs[*]}" >&2
  exit 2
fi
if [ "$(id -u)" -ne 0 ]; then
  echo "make test-desk needs more programs; say: sudo ${install[*]}" >&2
  exit 2
fi
export DEBIAN_FRONTEND=noninteractive
apt-get update --quiet=2
"${install[@]}" --quiet=2 > /dev/null
