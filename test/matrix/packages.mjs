import { runners } from './runners.mjs'

/** What cells need beside the runner. A function where it goes with the runner's version. */
const versions = {
  '@babel/core': '7.29.13',
  '@babel/preset-env': '7.29.14',
  '@babel/preset-typescript': '7.29.7',
  '@happy-dom/jest-environment': '20.14.5',
  '@swc/core': '1.16.18',
  '@swc/jest': '0.2.39',
  '@types/node': '22.20.7',
  'babel-jest': ({ version }) => version,
  'happy-dom': '20.14.6',
  'jest-environment-jsdom': ({ version }) => version,
  jsdom: '26.1.0',
  'ts-jest': '29.4.15',
  typescript: '6.0.3',
}

/** The versions of packages for a runner. */
export function packagesFor(runner, names) {
  return Object.fromEntries(
    [...new Set(names)].map((name) => {
      const version = versions[name]
      if (version === undefined) throw new Error(`${name} has no version in packages.mjs`)
      return [name, typeof version === 'function' ? version(runners[runner]) : version]
    }),
  )
}
