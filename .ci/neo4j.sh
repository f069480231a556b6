#!/usr/bin/env bash
# A real Neo4j Community server for tests and benchmarks: Java 17 or newer and Maven, no Docker.
#
#   .ci/neo4j.sh start     starts it and prints its address (the first time it fetches the jars, 128 MB)
#   .ci/neo4j.sh stop      stops it and waits until it is gone
#   .ci/neo4j.sh status    says whether it runs
#   .ci/neo4j.sh jars      fetches the jars only
#   .ci/neo4j.sh admin …   runs neo4j-admin on the stopped server's files
#
# It listens on loopback only. Settings, as environment variables:
#   NEO4J_HOME      where everything lives (default: .neo4j in the checkout)
#   NEO4J_LIB       where the jars are (default: lib in .neo4j of the checkout, so that several servers share them)
#   BOLT_PORT       default 7687
#   HEAP            default 1g
#   NEO4J_PASSWORD  the password of the user neo4j, 8 letters or more, for the first start; without it there is no login
#   NEO4J_READ_ONLY set to 1, the database takes no writes
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
kept=$(dirname "$here")/.neo4j
home=${NEO4J_HOME:-$kept} lib=${NEO4J_LIB:-$kept/lib} port=${BOLT_PORT:-7687} heap=${HEAP:-1g}
patience=120 # seconds that a start or a stop may take

need() {
  command -v "$1" >/dev/null || { echo "missing: $1 ($2)" >&2; exit 3; }
}

jars() {
  if ! ls "$lib"/neo4j-server-*.jar >/dev/null 2>&1; then
    need mvn "Debian: apt-get install maven"
    mkdir -p "$(dirname "$lib")"
    work=$(mktemp -d "$(dirname "$lib")/jars.XXXXXX")
    cp "$here/neo4j/pom.xml" "$work"
    mvn -q -B -f "$work/pom.xml" package >&2 # its colours are no part of the address
    rm -rf "$lib"
    mv "$work/target/lib" "$lib"
    rm -rf "$work"
  fi
}

configure() {
  mkdir -p "$home"/{conf,data,logs,run,plugins,import}
  cat > "$home/conf/neo4j.conf" <<CONF
server.directories.data=$home/data
server.directories.logs=$home/logs
server.directories.run=$home/run
server.directories.plugins=$home/plugins
server.directories.import=$home/import
server.bolt.enabled=true
server.bolt.listen_address=127.0.0.1:$port
server.bolt.advertised_address=127.0.0.1:$port
server.http.enabled=false
server.https.enabled=false
server.databases.default_to_read_only=$([ "${NEO4J_READ_ONLY:-}" = 1 ] && echo true || echo false)
dbms.security.auth_enabled=$([ -n "${NEO4J_PASSWORD:-}" ] && echo true || echo false)
dbms.security.auth_lock_time=0s
dbms.usage_report.enabled=false
dbms.security.allow_csv_import_from_file_urls=false
dbms.security.procedures.allowlist=
server.memory.pagecache.size=256m
dbms.memory.transaction.total.max=512m
db.lock.acquisition.timeout=10s
CONF
}

admin() {
  need java "Debian: apt-get install default-jre-headless"
  NEO4J_HOME=$home NEO4J_CONF=$home/conf java -Xmx"$heap" -cp "$lib/*" \
    --add-opens=java.base/java.nio=ALL-UNNAMED --add-opens=java.base/java.lang=ALL-UNNAMED \
    org.neo4j.cli.AdminTool "$@"
}

running() {
  [ -f "$home/pid" ] && kill -0 "$(cat "$home/pid")" 2>/dev/null
}

start() {
  running && { echo "bolt://127.0.0.1:$port"; return; }
  need java "Debian: apt-get install default-jre-headless"
  jars
  configure
  if [ -n "${NEO4J_PASSWORD:-}" ] && [ ! -d "$home/data/databases/system" ]; then
    admin dbms set-initial-password "$NEO4J_PASSWORD" >/dev/null
  fi
  nohup java -server "-Xms$heap" "-Xmx$heap" -XX:+UseG1GC -Dlog4j2.disable.jmx=true \
    -Dio.netty.tryReflectionSetAccessible=true -Djava.awt.headless=true -Dfile.encoding=UTF-8 \
    --add-opens=java.base/java.nio=ALL-UNNAMED --add-opens=java.base/java.io=ALL-UNNAMED \
    --add-opens=java.base/sun.nio.ch=ALL-UNNAMED --add-opens=java.base/java.util.concurrent=ALL-UNNAMED \
    -cp "$lib/*" org.neo4j.server.CommunityEntryPoint \
    --home-dir="$home" --config-dir="$home/conf" --console-mode > "$home/console.log" 2>&1 < /dev/null &
  echo $! > "$home/pid"
  for _ in $(seq "$patience"); do
    grep -q '^.*INFO  Started\.' "$home/console.log" && { echo "bolt://127.0.0.1:$port"; return; }
    running || break
    sleep 1
  done
  tail -40 "$home/console.log" >&2
  return 1
}

stop() {
  running || { rm -f "$home/pid"; return 0; }
  kill "$(cat "$home/pid")"
  for _ in $(seq "$patience"); do
    running || { rm -f "$home/pid"; return 0; }
    sleep 1
  done
  kill -9 "$(cat "$home/pid")"
  rm -f "$home/pid"
}

case "${1:-}" in
  start) start ;;
  stop) stop ;;
  status) running && echo "running at bolt://127.0.0.1:$port" ;;
  jars) jars ;;
  admin) shift; jars; configure; admin "$@" ;;
  *) sed -n '2,$s/^# \{0,1\}//p' "$0" | sed '/^set -/,$d' >&2; exit 2 ;;
esac
