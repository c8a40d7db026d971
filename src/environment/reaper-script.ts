/**
 * The watcher of one worker process, for any POSIX shell (dash, bash, busybox): 0.6 MiB where Node takes 42.
 *
 * Its main part reads the pipe whose other end only the worker holds: `done` means that every environment was stopped,
 * an end without it that the worker is gone. The part in the background asks four times a second whether the run's main
 * process lives, because workers outlive a killed one and hold the pipe open. Either way Node is started for the careful
 * killing, which is written once, in TypeScript (sweep.ts).
 *
 * Arguments: Node, reap script, main's pid, main's start time, `proc` or `ps`, the worker's folder, the cache folder.
 *
 * - It leads a session of its own and ignores a terminal's signals.
 * - `kill -0` is the second witness where nothing could be read: with the system's file table full, an unreadable
 *   `/proc` must not look like a death.
 * - The last line ends the whole group, the `sleep` of the background part too. So does the background part's: a worker
 *   that outlives its run (Vitest's forks may, for ever) is started nothing any more, and would keep the watcher alive.
 */
export const reaperScript = `
trap '' HUP INT QUIT TERM
node=$1 script=$2 main=$3 started=$4 method=$5 folder=$6 cache=$7

proc_alive() {
  text=
  while IFS= read -r line; do text="$text $line"; done <"/proc/$main/stat"
  set -- \${text##*) }
  [ $# -ge 20 ] || { kill -0 "$main"; return; }
  case $1 in Z | X) return 1 ;; esac
  shift 19
  [ "$1" = "$started" ]
}

ps_alive() {
  text=$(LC_ALL=C TZ=UTC ps -o state= -o lstart= -p "$main")
  [ $? -le 1 ] || return 0
  set -- $text
  [ $# -ge 6 ] || { kill -0 "$main"; return; }
  case $1 in Z* | X*) return 1 ;; esac
  [ "$2_$3_$4_$5_$6" = "$started" ]
}

reap() { "$node" "$script" "$folder" "$cache" || kill_groups; }

kill_groups() {
  for file in "$folder"/*/process; do
    pid=
    read -r pid <"$file"
    [ -z "$pid" ] || kill -KILL "-$pid"
  done
}

{
  while "\${method}_alive"; do sleep 0.25 || sleep 1 || exit; done
  reap
  kill -KILL 0
} &
poller=$!

while read -r word; do
  [ "$word" != done ] || kill -KILL 0
done
kill -KILL "$poller"
reap
kill -KILL 0
`
