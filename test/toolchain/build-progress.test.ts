import { expect, it } from 'vitest'
import { BuildProgress } from '../../src/toolchain/build-progress.ts'
import { until } from './workspace.ts'

function stream(isTTY: boolean) {
  const written: string[] = []
  return { isTTY, written, write: (text: string) => written.push(text) }
}

const seconds = (text: string) => text.replace(/\d+\.\d s/, 'N s')

it('writes whole lines where there is no terminal', async () => {
  const log = stream(false)
  const progress = new BuildProgress('cmd/fn', undefined, log)
  await until('a line', () => log.written.length > 0)
  progress.end(false)
  expect(log.written.map(seconds)).toEqual(['building cmd/fn … 2 s\n', 'cmd/fn failed to build after N s\n'])
})

it('rewrites one line in a terminal, each second', async () => {
  const terminal = stream(true)
  const progress = new BuildProgress('cmd/fn', undefined, terminal)
  await until('two lines', () => terminal.written.length > 1)
  progress.end(true)
  expect(terminal.written.map(seconds)).toEqual([
    '\rbuilding cmd/fn … 2 s\x1b[K',
    '\rbuilding cmd/fn … 3 s\x1b[K',
    '\rbuilt cmd/fn in N s\x1b[K\n',
  ])
})

it('says nothing of what is over within two seconds', () => {
  const log = stream(false)
  new BuildProgress('cmd/fn', undefined, log).end(true)
  expect(log.written).toEqual([])
})
