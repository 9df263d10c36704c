# Stand-ins for the images of docker-compose.yml and deploy/Dockerfile, made of Debian's packages: same names, same programs at the
# same places, same users. Read by .ci/lib/daemon. Grafana is in no Debian: it has none.
# shellcheck shell=sh disable=SC2154

stand_ins() {
    composed=$(docker compose -f "$root/docker-compose.yml" config --images) || fail 'docker-compose.yml cannot be read'
    built_upon=$(sed -n 's/^FROM \([a-z][a-z/-]*:[^ ]*\).*/\1/p' "$root/deploy/Dockerfile")
    for image in $(printf '%s\n' "$composed" "$built_upon" | sort -u); do
        # A JDK only builds, which needs Maven's network.
        case $image in promshard/* | grafana/* | *-jdk) continue ;; esac
        docker image inspect "$image" >/dev/null 2>&1 || stand_in "$image"
    done
}

stand_in() { # image
    docker image inspect promshard/base:1 >/dev/null 2>&1 || tar -C "$home/base" -c . | docker import - promshard/base:1 >/dev/null
    case $1 in
        hashicorp/consul:*) image "$1" "$bin/consul" /bin/consul 100:1000 /consul/data 'ENTRYPOINT ["/bin/consul"]' ;;
        prom/prometheus:*) image "$1" "$bin/prometheus" /bin/prometheus 65534:65534 /prometheus \
            'ENTRYPOINT ["/bin/prometheus"]
             CMD ["--config.file=/etc/prometheus/prometheus.yml", "--storage.tsdb.path=/prometheus"]' ;;
        prom/pushgateway:*) image "$1" "$bin/pushgateway" /bin/pushgateway 65534:65534 /pushgateway 'ENTRYPOINT ["/bin/pushgateway"]' ;;
        prom/node-exporter:*) image "$1" "$home/programs/node_exporter" /bin/node_exporter 65534:65534 /home \
            'ENTRYPOINT ["/bin/node_exporter"]' ;;
        busybox:*) image "$1" "$home/base/bin/busybox" /bin/busybox 0:0 /root 'CMD ["sh"]' ;;
        eclipse-temurin:*-jre) java_image "$1" ;;
        *) fail "no stand-in for the image $1" ;;
    esac
    echo "docker: $1 is a stand-in" >&2
}

image() { # name, program here, program there, user, directory that is the user's, lines
    mkdir -p "$work/context/empty"
    cp -L "$2" "$work/context/program"
    printf 'FROM promshard/base:1\nCOPY program %s\nCOPY --chown=%s empty %s\nWORKDIR %s\nUSER %s\n%s\n' \
        "$3" "$4" "$5" "$5" "$4" "$6" >"$work/context/Dockerfile"
    build_image "$1"
}

# What jlink leaves of the JDK that builds the project.
java_image() { # name
    jdk=$("$root/bin/find-jdk" --run)
    mkdir -p "$work/context"
    modules=$("$jdk/bin/java" --list-modules | sed 's/@.*//; /^jdk.jlink$/d; /^jdk.jpackage$/d' | paste -s -d, -)
    "$jdk/bin/jlink" --add-modules "$modules" --strip-debug --no-header-files --no-man-pages --output "$work/context/java"
    printf 'FROM promshard/base:1\nCOPY java /opt/java/openjdk\nENV JAVA_HOME=/opt/java/openjdk PATH=/opt/java/openjdk/bin:/usr/bin:/bin\n' \
        >"$work/context/Dockerfile"
    build_image "$1"
}

build_image() { # name
    docker build -q -t "$1" "$work/context" >/dev/null
    rm -rf "$work/context"
}
