export { type FunctionUrlOptions, functionUrls } from './function-urls.ts'
