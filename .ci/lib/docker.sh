# What .ci/docker needs of Debian: Docker's programs, and what its images are made of. Read by it; $home, $root and $work are set.
# shellcheck shell=sh disable=SC2154

# Without what only other drivers need.
packages_of_docker='docker.io containerd runc iptables libip4tc2 libip6tc2 libxtables12 libnftnl11 libmnl0 libnetfilter-conntrack3
    libnfnetlink0'
packages_of_images='libc6 bash libtinfo6 zlib1g libgcc-s1 libstdc++6 busybox prometheus-node-exporter'

# One suite at a time, or apt takes the newest of all.
download() { # directory, suite, packages
    debs=$1
    mkdir -p "$debs"
    mirror=$(debian_mirror)
    [ -n "$mirror" ] || cannot "apt knows no mirror of Debian"
    apt_with_own_folders "$2"
    apt update || true
    shift 2
    (cd "$debs" && apt download "$@") || { tail -n 3 "$work/apt.log" >&2; cannot "Debian's packages cannot be had: $*"; }
}

# Of the suite that the machine runs, so that libraries fit.
own_suite() {
    # shellcheck source=/dev/null
    (. /etc/os-release && [ "$ID" = debian ] && echo "$VERSION_CODENAME") || cannot 'this is no Debian, whose packages would be taken'
}

# Compose and buildx are single programs of a newer suite.
bring_docker() {
    [ ! -x "$home/root/usr/sbin/dockerd" ] || return 0
    suite=$(own_suite)
    # shellcheck disable=SC2086 # packages are words
    download "$work/docker.debs" "$suite" $packages_of_docker
    download "$work/docker.debs" trixie docker-compose docker-buildx
    unpack_all "$work/docker.debs" "$work/docker"
    # What installing would have chosen among the alternatives.
    for name in iptables ip6tables; do ln -sf xtables-nft-multi "$work/docker/usr/sbin/$name"; done
    mkdir -p "$home/config/cli-plugins"
    cp "$work"/docker/usr/libexec/docker/cli-plugins/* "$home/config/cli-plugins/"
    rm -rf "$home/root"
    mv "$work/docker" "$home/root"
}

# Where images are made there is no network.
bring_ingredients() {
    "$root/.ci/servers" consul pushgateway prometheus >/dev/null || cannot 'the servers cannot be had that images are made of'
    [ ! -d "$home/base" ] || return 0
    suite=$(own_suite)
    # shellcheck disable=SC2086 # packages are words
    download "$work/image.debs" "$suite" $packages_of_images
    unpack_all "$work/image.debs" "$work/base"
    mkdir -p "$work/base/tmp" "$work/base/etc" "$work/base/proc" "$work/base/sys" "$work/base/dev"
    rm -rf "$work/base/usr/share/doc" "$work/base/usr/share/man" "$work/base/usr/share/locale" "$work/base/etc/init.d" \
        "$work/base/lib/systemd"
    for name in $("$work/base/bin/busybox" --list); do
        [ -e "$work/base/bin/$name" ] || ln -s busybox "$work/base/bin/$name"
    done
    chmod 1777 "$work/base/tmp"
    printf 'root:x:0:0:root:/:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/sh\n' >"$work/base/etc/passwd"
    mv "$work/base/usr/bin/prometheus-node-exporter" "$work/node_exporter"
    mkdir -p "$home/programs"
    mv "$work/node_exporter" "$home/programs/node_exporter"
    mv "$work/base" "$home/base"
}

unpack_all() { # directory of packages, directory
    mkdir -p "$2"
    for deb in "$1"/*.deb; do dpkg-deb -x "$deb" "$2"; done
}
