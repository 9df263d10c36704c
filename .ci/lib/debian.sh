# Packages of Debian suites, downloaded with the machine's own apt (its mirror, proxy and keys) and never installed. Read by
# scripts that have a directory $work of their own.
# shellcheck shell=sh disable=SC2154

# The mirror of Debian itself, not of its security updates, among those that apt knows. The origin is only known once
# the lists were fetched, and fresh container images have thrown them away: then the address decides.
debian_mirror() {
    # shellcheck disable=SC2016 # apt fills these in
    format='$(REPO_URI) $(RELEASE) $(COMPONENT) $(ORIGIN)'
    for info in --release-info --no-release-info; do
        apt-get indextargets "$info" --format "$format" 'Created-By: Packages' 2>/dev/null
    done | awk '
        $2 ~ /-security|-updates|-backports/ || $3 != "main" { next }
        $4 == "Debian" || $1 ~ /\/debian\// { print $1; exit }'
}

# A configuration read after the machine's own: its proxy and checks hold, its folders, pins and hooks do not.
apt_with_own_folders() { # suites
    mkdir -p "$work/apt/lists/partial" "$work/apt/cache/archives/partial"
    keys=/usr/share/keyrings/debian-archive-keyring
    options=
    for file in "$keys.pgp" "$keys.gpg"; do [ ! -r "$file" ] || options="[signed-by=$file] "; done
    for suite in $1; do echo "deb $options$mirror $suite main"; done >"$work/apt/sources.list"
    cat >"$work/apt/conf" <<END
#clear APT::Update::Pre-Invoke;
#clear APT::Update::Post-Invoke;
#clear APT::Update::Post-Invoke-Success;
Dir::Etc::sourcelist "$work/apt/sources.list";
Dir::Etc::sourceparts "/dev/null";
Dir::Etc::preferences "/dev/null";
Dir::Etc::preferencesparts "/dev/null";
Dir::State::lists "$work/apt/lists";
Dir::Cache "$work/apt/cache";
APT::Sandbox::User "$(id -un)";
Acquire::Languages "none";
Acquire::http::Timeout "20";
Acquire::https::Timeout "20";
END
}

apt() { apt-get -q -c "$work/apt/conf" "$@" >>"$work/apt.log" 2>&1; }
