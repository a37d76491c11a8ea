import { globSync, readFileSync } from 'node:fs';

/** What sends, or reads n8n's context, mostly waits: the tests of one such mutant take as long as those of ten others. Name such files with `--mutate`. */
const SENDS = /\bI\w+Functions\b|\bIHttpRequestHelper\b|\bRequestContext\b|from '[^']*\/(api|http)'/;

/** The pure files of the rooms: they read fields, check them, build bodies, and read answers. */
const pureFiles = globSync('nodes/!(engine)/**/*.ts', { exclude: ['**/*.node.ts'] }).filter(
	(file) => !SENDS.test(readFileSync(file, 'utf8')),
);

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
	mutate: ['nodes/engine/*.ts', ...pureFiles],
	plugins: ['./tools/mutation/runner.mjs', './tools/mutation/nodeFields.mjs'],
	ignorers: ['nodeFields'],
	testRunner: 'inProcess',
	coverageAnalysis: 'perTest',
	concurrency: 2,
	timeoutMS: 10_000,
	thresholds: { high: 90, low: 85, break: 85 },
	reporters: ['clear-text', 'progress-append-only', 'json', 'html'],
	clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
	jsonReporter: { fileName: '.cache/mutation/mutation.json' },
	htmlReporter: { fileName: '.cache/mutation/mutation.html' },
	tempDirName: '.cache/stryker',
	cleanTempDir: 'always',
	ignorePatterns: ['.ci', 'dist', 'docs', 'tmp'],
};
