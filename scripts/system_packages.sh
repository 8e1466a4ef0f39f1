#!/bin/sh
# Install what pip cannot bring: `sh scripts/system_packages.sh build test venv`. Where it may not, say what is missing and how to get it.
set -u
PATH=$PATH:/sbin:/usr/sbin

missing=""
need() { # need PACKAGE TEST...: note the Debian package unless the test succeeds
  package=$1; shift
  "$@" >/dev/null 2>&1 || missing="$missing $package"
}
library() { ldconfig -p | grep -q "$1"; }

for what in "$@"; do
  case $what in
    venv) need python3-venv "${PYTHON:-python3}" -c 'import ensurepip, venv' ;;
    build)
      if command -v ldconfig >/dev/null 2>&1; then
        need libpango-1.0-0 library libpango-1.0.so.0
        need libpangoft2-1.0-0 library libpangoft2-1.0.so.0
        # Without it each PDF takes almost four times as long.
        need libharfbuzz-subset0 library libharfbuzz-subset.so.0
      fi ;;
    test)
      need chromium-headless-shell sh -c 'command -v chromium-headless-shell || command -v chromium'
      need default-jre-headless java -version
      need poppler-utils command -v pdftotext
      # Holds a profile for four inks.
      need libgs-common test -f /usr/share/color/icc/ghostscript/default_cmyk.icc
      # What `doit publish` sends with, and a machine to send to.
      need git command -v git
      need rsync command -v rsync
      need openssh-server command -v sshd
      need npm command -v npm ;;
  esac
done
[ -n "$missing" ] || exit 0

if command -v apt-get >/dev/null 2>&1; then
  if [ "$(id -u)" = 0 ]; then
    echo "Installing$missing"
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null && exit 0
  elif command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then
    echo "Installing$missing"
    sudo apt-get update -qq && sudo apt-get install -y -qq --no-install-recommends $missing >/dev/null && exit 0
  fi
  echo "Missing on this machine:$missing" >&2
  echo "Get them with: sudo apt install$missing" >&2
else
  echo "Missing on this machine (names as in Debian):$missing" >&2
  echo "On macOS: brew install pango poppler openjdk node rsync and a Chromium; on Fedora: sudo dnf install pango poppler-utils java-latest-openjdk-headless nodejs rsync openssh-server chromium" >&2
fi
# PDFs need Pango, but the site builds without it: only the tests cannot go on.
case " $* " in *" test "*|*" venv "*) exit 1 ;; esac
exit 0
