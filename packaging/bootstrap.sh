#!/bin/sh
# Makes .venv ready: to run the program (run), or to work on it as well (dev). The Makefile calls this.
#   sh packaging/bootstrap.sh run|dev     PYTHON=python3.12 picks another Python
#   sh packaging/bootstrap.sh spoken      installs the screen reader of make spoken
#   sh packaging/bootstrap.sh usable      only tells, by its exit status, whether .venv can be built upon
# shellcheck disable=SC2086 # lists of package names are meant to fall apart into words
set -eu
cd "$(dirname "$0")/.."

python=${PYTHON:-python3}
busy=.venv/.setting-up # names the process at work; left behind, it tells of a set-up that was cut off

# Debian's names. Qt loads these at run time, so no pip package brings them.
offscreen="libgl1 libegl1 libglib2.0-0 libdbus-1-3 libfontconfig1 libxkbcommon0"
screen="libxcb-cursor0 libxkbcommon-x11-0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1
  libxcb-render-util0 libxcb-image0 libwayland-cursor0"
# The tests that look at a window on a real screen, and press it; those that run R (54 MB, without what it recommends);
# those that walk a window as a screen reader does, over the bus of these (6 MB); and those that look at what a desktop is
# told of the program (10 MB), what zsh and fish complete, and whether the installer for Windows compiles (38 MB).
tests="xvfb openbox xdotool r-base-core dbus at-spi2-core python3-gi gir1.2-atspi-2.0
  desktop-file-utils appstream man-db shared-mime-info x11-utils weston
  zsh fish nsis"

# Only for `make spoken`: a screen reader, and what it speaks through (16 s, 60 packages).
reader="orca speech-dispatcher"

main() {
  case ${1-} in
    run | dev) purpose=$1 ;;
    spoken) screen_reader && exit ;;
    usable) usable && exit 0 || exit 1 ;;
    *) stop "Usage: sh packaging/bootstrap.sh run|dev" ;;
  esac
  check_python
  if command -v apt-get >/dev/null && command -v dpkg-query >/dev/null; then
    system_packages
  fi
  one_at_a_time
  usable || make_venv
  echo $$ >"$busy"
  install_packages
  stamp
  rm "$busy"
}

stop() {
  printf '%s\n' "$@" >&2
  exit 1
}

# Shows what a command printed, its end at least, only where it failed.
quietly() {
  output=$("$@" 2>&1) || complain
}

complain() {
  stop "$(printf '%s\n' "$output" | tail -n 30)"
}

check_python() {
  "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null ||
    stop "Cramp Journal needs Python 3.11 or newer, and \"$python\" is older or not there" \
      "(another one can be named, for example: make run PYTHON=python3.12)."
}

# ---------------------------------------------------------------- Debian, Ubuntu and their kin

system_packages() {
  # Every installed package, and the names it stands in for, one a line.
  # shellcheck disable=SC2016,SC2020 # the ${…} are dpkg-query's; tr turns each comma and blank into a new line
  installed=$(dpkg-query -W -f '${db:Status-Status}, ${Package}, ${Provides}\n' |
    sed -n 's/^installed, //p' | sed 's/([^)]*)//g' | tr -s ', ' '\n\n')

  basic=$(missing ca-certificates)
  usable || "$python" -c 'import ensurepip' 2>/dev/null || basic="$(venv_package) $basic"
  missing_offscreen=$(missing $offscreen)
  missing_screen=$(missing $screen)
  missing_tests=$([ "$purpose" != dev ] || missing $tests)

  if [ "$(id -u)" -eq 0 ]; then
    install_as_root $basic $missing_offscreen $missing_screen $missing_tests
    missing_screen=
  elif [ "$purpose" = dev ]; then
    tell_what_to_install $basic $missing_offscreen
  elif [ -n "${DISPLAY-}${WAYLAND_DISPLAY-}${QT_QPA_PLATFORM-}" ]; then
    tell_what_to_install $basic $missing_offscreen $missing_screen
  else # no window can open here, and the command line does without Qt
    tell_what_to_install $basic
  fi
}

# Where it cannot be installed, the journeys say what they need.
screen_reader() {
  ! command -v orca >/dev/null && command -v apt-get >/dev/null && [ "$(id -u)" -eq 0 ] || return 0
  install_as_root $reader
}

# The ones among the names given that are not installed. Ubuntu 24.04 and Debian 13 renamed some to …t64.
missing() {
  for name; do
    printf '%s\n' "$installed" | grep -qxF -e "$name" -e "${name}t64" || echo "$name"
  done
}

venv_package() {
  case $python in
    python3 | */python3) echo python3-venv ;;
    *) "$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])' ;;
  esac
}

install_as_root() {
  [ $# -gt 0 ] || return 0
  echo "Installing system packages: $*"
  export DEBIAN_FRONTEND=noninteractive
  quietly dpkg --configure -a # takes up what was cut off
  quietly apt-get -q update
  quietly apt-get -q -y install --no-install-recommends "$@"
}

tell_what_to_install() {
  [ $# -gt 0 ] || return 0
  install="apt-get install --no-install-recommends $*"
  if command -v sudo >/dev/null; then install="sudo $install"; else install="su -c '$install'"; fi
  stop "Some system packages are missing. Please run this, then try again:" "  $install"
}

# ---------------------------------------------------------------- .venv

# Finished once, with a pip that starts and was made for this very folder (folders get moved and copied).
usable() {
  [ ! -e "$busy" ] && .venv/bin/python -Ic 'import pip' 2>/dev/null &&
    grep -qsF "$(pwd -P)/.venv/bin/" .venv/bin/pip
}

one_at_a_time() {
  if [ -e "$busy" ] && at_work "$(cat "$busy")"; then
    stop "Another set-up is at work here (process $(cat "$busy")). Please try again when it is done."
  fi
}

# By its command, as numbers are used again and a killed process can linger. Bare systems have no ps.
at_work() {
  { ps -o args= -p "$1" || tr '\0' ' ' <"/proc/$1/cmdline"; } 2>/dev/null | grep -q bootstrap.sh
}

make_venv() {
  echo "Making .venv …"
  rm -rf .venv
  mkdir .venv
  echo $$ >"$busy"
  quietly "$python" -m venv .venv
}

install_packages() {
  echo "Installing the packages (a few minutes the first time) …"
  export PIP_DISABLE_PIP_VERSION_CHECK=1
  # Each file must have a hash that stands in the lock; then the program itself, built by what the lock brought.
  pip_install --require-hashes -r "packaging/lock-$purpose.txt"
  pip_install --no-index --no-deps --no-build-isolation -e .
}

pip_install() {
  output=$(.venv/bin/python -m pip install --progress-bar off "$@" 2>&1) || {
    # Where it failed before it changed anything (no network, say), what was there is still good.
    case $output in *"Installing collected packages"*) ;; *) rm "$busy" ;; esac
    complain
  }
}

# What the Makefile looks at. Whoever can work on the program can run it.
stamp() {
  touch .venv/.ready-run
  [ "$purpose" = run ] || touch .venv/.ready-dev
  [ -n "${missing_screen-}" ] || touch .venv/.ready-screen
}

main "$@"
