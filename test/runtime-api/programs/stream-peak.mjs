// Reads a stream of so many MiB to its end, and prints the peak of this process's memory in KiB.
//   arguments: the harness as one file, the function's binary, MiB
const [, , door, binary, mib] = process.argv
const { startGoLambda } = await import(door)
const lambda = await startGoLambda({ binary }, { transport: 'runtime-api', timeoutMs: 120_000 })
const { body } = await lambda.invokeStream({ bytes: Number(mib) * 2 ** 20 })
let total = 0
for await (const piece of body) total += piece.byteLength
if (total !== Number(mib) * 2 ** 20) throw new Error(`${total} bytes came`)
await lambda.stop()
process.stdout.write(String(process.resourceUsage().maxRSS))
