import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeFailingSuites } from './failing-suites.ts'
import { type Ended, Project } from './project.ts'
import { countOf, failuresOf, type Report } from './report.ts'
import { installed, type Version, versions } from './versions.ts'

/** The reporters whose names are in the configuration of Jest are given here to Vitest. */
const args = {
  vitest: [
    ...['default', 'github-actions', 'junit', 'json'].map((name) => `--reporter=${name}`),
    '--outputFile.junit=junit.xml',
    '--outputFile.json=report.json',
  ],
  jest: ['--json', '--outputFile=report.json'],
}

/** What one function adds to the failure of a test that invoked it once. */
function once(name: string, request: string, answer: string, state: string, ...output: string[]): string {
  return [
    `./cmd/${name} in this test: 1 invocation`,
    ...(output.length > 0 ? ['  its output:', ...output.map((line) => `    | ${line}`)] : []),
    `  request: ${request}`,
    `  answer: ${answer}`,
    `  environment: ${state}`,
  ].join('\n')
}

function printed(label: string, bytes: number, state = idle): string {
  return once('prints-lines', `{"lines":1,"label":"${label}"}`, `{"bytes":${bytes}}`, state, `${label} 1 of 1`)
}

function shouted(text: string, state = idle): string {
  return once('upper', `"${text}"`, `"${text.toUpperCase()}"`, state)
}

const idle = 'alive: pid <pid>, idle (warm)'
const cold = 'alive: pid <pid>, idle (cold start)'
const unsure = (name: string) =>
  `./cmd/${name} was invoked while this and other tests ran concurrently: which of them did it cannot be told; run it alone (-t) to see more`

/** In the order in which they are told: Vitest calls hooks in the reverse order, Jest calls them as they come. */
const inBoth: [string, string[]][] = [
  ['passes, and shows nothing', []],
  [
    'fails with its own output',
    [
      [
        './cmd/prints-lines in this test: 2 invocations',
        '  output of invocation 1:',
        '    | first-call 1 of 1',
        '  output of invocation 2:',
        '    | second-call 1 of 2',
        '    | second-call 2 of 2',
        '  last request: {"lines":2,"label":"second-call","password":"***","nested":{"apiKey":"***","user":"me"}}',
        '  last answer: {"bytes":38}',
        `  environment: ${idle}`,
      ].join('\n'),
    ],
  ],
  [
    'fails after an answer that is long',
    [once('upper', `"${'x'.repeat(1999)} … 3002 more characters`, `"${'X'.repeat(1999)} … 3002 more characters`, cold)],
  ],
  [
    'fails after an exit',
    [
      [
        './cmd/exits in this test: 1 invocation',
        '  its output:',
        '    | no licence',
        '  request: {"code":3,"say":"no licence"}',
        '  error: LambdaExitError: RequestId: <id> Error: Runtime exited with error: exit status 3',
        '  environment: ended with exit code 3 (cold start)',
      ].join('\n'),
    ],
  ],
  [
    'fails with the exit itself, told once',
    [
      [
        './cmd/exits in this test: 1 invocation',
        '  request: {"code":4,"say":"told-once"}',
        '  environment: ended with exit code 4 (cold start)',
      ].join('\n'),
    ],
  ],
  [
    'fails with an error of Go',
    [
      [
        './cmd/fails-with-custom-type in this test: 1 invocation',
        '  request: {"kind":"pointer"}',
        `  environment: ${cold}`,
      ].join('\n'),
    ],
  ],
  ['fails without a function', []],
  ['fails with what is no error', [shouted('x')]],
  ['takes too long', [printed('before-the-end', 22)]],
  ['takes too long while it is under way', [once('ignores-deadline', '30000', 'none yet', 'alive: pid <pid>, busy')]],
  ['fails after both', [shouted('of the inner', cold), shouted('of the hook'), printed('of-the-outer', 20)]],
  ['fails before it began', [shouted('before it')]],
  ['leaves a call for later', []],
  ['fails while that is made', [printed('of-its-own', 18)]],
  ['fails after fetch', [printed('by-fetch', 16)]],
  [
    'fails after another process has called',
    ['./cmd/prints-lines was invoked by another process while this test ran: on whose behalf cannot be told'],
  ],
  ['fails after a hook that called', [printed('of-a-hook', 17)]],
]

const inVitest: [string, string[]][] = [
  ['fails as it should', []],
  ['fails softly', [shouted('softly')]],
  ['passes with a fixture', []],
  ['fails with a fixture', [printed('of-a-fixture', 20, cold)]],
  ['fails with two fixtures', [shouted('of the second'), printed('of-the-first', 20)]],
  ['fails with a fixture that is not invoked', []],
  ['takes too long with a fixture', [shouted('in time')]],
  ['fails with a fixture, as it should', []],
  ['fails before it began, with a fixture', [shouted('before it')]],
  ['after those', [printed('of-the-last', 19)]],
  ['a fixture, alone', [shouted('alone')]],
]

/** What stands where tests ran concurrently: who else was served at the end is not told here. */
const concurrent: [string, string[]][] = [
  ['beside another', [printed('of-one-of-two', 21)]],
  ['beside the first', [printed('of-the-other', 20)]],
  ['one of a group', [printed('of-a-group', 18)]],
  ['another, which ends at once', []],
  ['a fixture beside another', [shouted('one')]],
  ['a fixture beside the first', [shouted('two')]],
]

/** What the functions added to a message, each by itself; ids and pids masked. */
function added(message: string): string[] {
  const masked = message
    .replace(/\bpid \d+/g, 'pid <pid>')
    .replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<id>')
  const block = /(?<=\n\n)\.\/cmd\/\S+ (?:in this test:.*(?:\n {2}.*)*|was invoked .*)/g
  // In a stack frames follow at once.
  return [...masked.matchAll(block)].map(([text]) => text.replace(/\n {4}at [\s\S]*$/, ''))
}

function sorted(texts: readonly string[]): string[] {
  return [...texts].sort()
}

describe.each(versions)('$title', ({ id, runner }: Version) => {
  let project: Project
  let ended: Ended
  let report: Report
  /** What the default reporter prints. */
  let shown = ''
  beforeAll(async () => {
    project = new Project(await installed({ id }))
    writeFailingSuites(project, runner)
    ended = await project.run(runner, args[runner], { variables: { GITHUB_ACTIONS: 'true' } })
    shown = ended.text.replace(/^::error.*$/gm, '')
    report = project.json<Report>('report.json')
  })
  afterAll(() => project?.remove())

  const addedTo = (title: string) => failuresOf(report, title).flatMap(added)

  test.each([...inBoth, ...(runner === 'vitest' ? inVitest : [])])(
    'to "%s" the right thing is added',
    (title, texts) => {
      expect(sorted(addedTo(title))).toEqual(sorted(texts))
    },
  )

  // Jest runs no hooks for tests that run concurrently.
  test.each(runner === 'vitest' ? concurrent : [])(
    'to "%s" its own is added, although others ran beside it',
    (title, texts) => {
      const states = (text: string) => text.replace(/environment: .*/, 'environment: …')
      expect(addedTo(title).map(states)).toEqual(texts.map(states))
    },
  )

  if (runner === 'vitest') {
    test('a hook of tests that run concurrently is told apart where Vitest lets it, else not guessed', () => {
      for (const title of ['one with a hook', 'another with a hook']) {
        const [text = ''] = addedTo(title)
        if (id === 'vitest@3') expect(text).toBe(unsure('prints-lines'))
        else expect(text).toContain('    | of-a-hook 1 of 1\n')
      }
    })
  }

  test('each try of a test is told by itself, and one that passed at last shows nothing', () => {
    const tries = failuresOf(report, 'fails twice').map((message) => added(message))
    expect(tries.at(-1)).toHaveLength(1)
    expect(tries.at(-1)?.[0]).toMatch(/in this test: 1 invocation\n {2}request: "try \d"\n/)
    expect(ended.text).not.toMatch(/Error: other try/)
  })

  test('the default reporter shows it, and nothing of tests that passed, of secrets, or twice', () => {
    expect(ended.code).toBe(1)
    expect(shown).toMatch(
      /\n\n *\.\/cmd\/prints-lines in this test: 2 invocations\n *output of invocation 1:\n *\| first-call 1 of 1\n/,
    )
    expect(countOf(shown, '| told-once')).toBe(countOf(shown, 'exit status 4'))
    expect(ended.text).not.toMatch(/hunter2|not-shown|as-it-should|not shown/)
  })

  test('annotations of GitHub and JUnit have it', () => {
    const annotations = ended.text.split('\n').filter((line) => line.startsWith('::error'))
    const junit = readFileSync(join(project.path, 'junit.xml'), 'utf8')
    for (const text of [annotations.join('\n').replaceAll('%0A', '\n'), junit.replaceAll('&quot;', '"')]) {
      expect(added(text)).toEqual(expect.arrayContaining([printed('before-the-end', 22), shouted('of the hook')]))
    }
  })

  if (runner !== 'vitest') return
  test('beside an error of ours Vitest shows its code and type only', () => {
    const [annotation = ''] = ended.text.split('\n').filter((line) => line.includes('fails with an error of Go,'))
    expect(annotation).toMatch(
      /Serialized Error: \{ code: 'LAMBDA_FUNCTION_ERROR', errorType: 'ValidationError', requestId: '[-0-9a-f]{36}' \}/,
    )
  })
})
