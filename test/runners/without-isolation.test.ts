import { afterAll, expect, test } from 'vitest'
import { Project } from './project.ts'

const project = new Project()
afterAll(() => project.remove())
project.lambda('upper')

test('Vitest without isolation: a second file in the same worker is not taken for the last test of the first', async () => {
  for (const name of ['first', 'second', 'third']) {
    project.suite(
      'vitest',
      name,
      `
const upper = useGoLambda<string, string>('./cmd/upper')
test('shouts', async () => { expect(await upper.invoke('daniel')).toBe('DANIEL') })`,
    )
  }
  const { code, text } = await project.run('vitest', ['--no-isolate', '--no-file-parallelism'])
  expect(text).toMatch(/Test Files +3 passed \(3\)/)
  expect(text).toMatch(/Tests +3 passed \(3\)/)
  expect(code).toBe(0)
})
