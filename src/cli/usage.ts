export const usage = `Invoke AWS Lambda functions written in Go, as they really run.

  use-go-lambda invoke <port | package | binary | zip> [payload | -] [options]
  use-go-lambda serve [name=]<package | binary | zip>... [options]
  use-go-lambda ping <port>
  use-go-lambda build [package…] --out <folder> [options]
  use-go-lambda types [package…] [options]
  use-go-lambda check <zip | binary | folder> [options]
  use-go-lambda gob dump [file | -]
  use-go-lambda cache [clean]

invoke   8001              a function that already runs with _LAMBDA_SERVER_PORT=8001; it is left running
         ./cmd/fn          a package: built, launched on a free port, invoked, stopped
         ./bootstrap       a binary that is already built: the same without the build
         payload           JSON; - reads it from standard input; without one {} is sent
serve    the Invoke API for any AWS SDK or CLI (--endpoint-url), and a function URL for each function, until Ctrl-C
ping     says whether a Go Lambda function answers on the port
build    builds packages, or without any those that the test files below the working directory name, into a folder for
         other machines: with USE_GO_LAMBDA_BINARIES=<folder> suites use these binaries, and need no Go
types    writes go-lambdas.gen.d.ts: what the handlers of all functions below the working directory take and give, so that
         useGoLambda('./cmd/fn') is typed from the Go code; a package is named where neither tests nor its imports tell
check    says what is in a zip, bootstrap or folder that is to be deployed, and every reason why AWS could not run it
gob dump prints a stream of Go's encoding/gob as text: offset, bytes, meaning; a file, or standard input
cache    prints where builds and runs are kept, and how large they are; clean removes all that nothing uses just now

Options of invoke
  --timeout-ms <n>         the function's timeout (default 3000)
  --init-timeout-ms <n>    how long it may take to come up (default 10000; not with a port)
  --client-context <json>  lambdacontext.ClientContext: {"client":{},"env":{},"custom":{}}
  --env <NAME=VALUE>       a variable for the function; may be repeated (not with a port)
  --tags <a,b>             build tags (packages only)
  --raw                    payload and answer are bytes, passed on as they are
  --json                   print the detailed result: response, requestId, logs, durations

Options of serve
  --port <n>               where to listen (default 3001, or where that is taken any free port)
  --watch                  build packages anew when their Go code changes; requests wait meanwhile
  --cors <origin>          a web origin whose pages may use the function URLs; may be repeated (* for all)
  --host <address>         listen there instead of 127.0.0.1: other machines can then run your functions
  --concurrency <n>        how many invocations of one function there may be at a time (default 10)
  --timeout-ms, --init-timeout-ms, --env, --tags
                           as with invoke

Options of build
  --out <folder>           where the binaries and their manifest go; what is in it of earlier builds stays
  --tags <a,b>             build tags
  --flag <flag>            a flag of go build (--flag=-ldflags=-w); may be repeated
  --build-env <NAME=VALUE> a variable of the go command; may be repeated

Options of types
  --out <file>             another file, its name ends in .d.ts
  --check                  write nothing, and say what is stale (so it is with CI set)
  --watch                  go on, and write it anew whenever Go code or tests change

Options of check
  --runtime <name>         provided.al2023 (the default) or provided.al2
  --arch <name>            x86_64 or arm64; without it, whatever it is built for
  --json                   print all that was found: deployable, findings, artifact

  -h, --help               this text
  -v, --version

The answer goes to standard output, everything else to standard error.
Exit codes: 0 answered; 1 function error, timeout or exit (AWS's JSON on standard error); 2 usage;
3 not built, started or reached; 129, 130, 143 on SIGHUP, SIGINT, SIGTERM, the function stopped.
serve: 2 usage; 3 not built, or the port is taken; 129, 130, 143 on signals, every function stopped.
build: 0 done; 2 usage, or no function is named; 3 not built, and nothing is written.
types: 0 done, or up to date; 1 stale, the difference on standard output; 2 usage; 3 Go cannot read the code.
check: 0 deployable; 1 not, the reasons on standard output; 2 usage; 3 it cannot be read.
cache clean: 0 done; 1 something could not be removed, the reason on standard output.
gob dump: 0 read to its end; 1 corrupt, the reason on standard output; 2 usage; 3 the file cannot be read.
`
