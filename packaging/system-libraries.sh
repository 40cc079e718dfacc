#!/bin/sh
# usage: packaging/system-libraries.sh NEED...     (needs: demo, run, test; see debian-libraries.txt)
#
# Installs the Debian packages that are still missing when it may (root), names them when it may not.
# A system without apt is left alone: there Qt's own message names what it lacks.
set -eu
list=$(dirname "$0")/debian-libraries.txt
command -v apt-get >/dev/null 2>&1 || exit 0

present() {
    case $1 in
        /*) [ -e "$1" ] ;;
        *.so.*) printf '%s\n' "$libraries" | grep -qF "$1 " ;;
        *) command -v "$1" >/dev/null 2>&1 ;;
    esac
}

missing() {
    libraries=$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p)
    for need in "$@"; do
        while read -r entry package proof; do
            [ "$entry" != "$need" ] || present "$proof" || printf '%s ' "$package"
        done < "$list"
    done
}

packages=$(missing "$@")
packages=${packages% }
[ -n "$packages" ] || exit 0

install="apt-get install --yes --no-install-recommends $packages"
if [ "$(id -u)" -eq 0 ]; then
    printf 'Installing Debian packages: %s\n' "$packages"
    # shellcheck disable=SC2086  # the list is split into words on purpose
    if apt-get update -qq && DEBIAN_FRONTEND=noninteractive $install -qq >/dev/null && [ -z "$(missing "$@")" ]; then
        exit 0
    fi
fi
printf 'These Debian packages are missing: %s\nAn administrator installs them with:  %s\n' "$packages" "$install" >&2
exit 1
