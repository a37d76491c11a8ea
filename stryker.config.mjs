import { globSync, readFileSync } from 'node:fs';

/** Files that need n8n or the network around them are tested in n8n itself, one by one, which is too slow to do for every mutant. */
const NEEDS_N8N = /\bI\w+Functions\b|\bIHttpRequestHelper\b|\bRequestContext\b|from '[^']*\/(api|http)'/;

/** The pure files of the rooms: they read fields, check them, build bodies, and read answers. */
const pureFiles = globSync('nodes/!(engine)/**/*.ts', { exclude: ['**/*.node.ts'] }).filter(
	(file) => !NEEDS_N8N.test(readFileSync(file, 'utf8')),
);

// The tests without n8n are many and small: a part of the values does for each mutant
process.env.PROPERTY_RUNS ??= '0.2';

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
	mutate: ['nodes/engine/*.ts', ...pureFiles],
	plugins: ['@stryker-mutator/jest-runner', './test/mutation/nodeFields.mjs'],
	ignorers: ['nodeFields'],
	testRunner: 'jest',
	jest: { configFile: 'jest.mutation.config.js', enableFindRelatedTests: false },
	coverageAnalysis: 'perTest',
	concurrency: 2,
	timeoutMS: 4_000,
	thresholds: { high: 90, low: 85, break: 85 },
	reporters: ['clear-text', 'progress-append-only', 'json', 'html'],
	clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
	jsonReporter: { fileName: '.cache/mutation/mutation.json' },
	htmlReporter: { fileName: '.cache/mutation/mutation.html' },
	tempDirName: '.cache/stryker',
	cleanTempDir: 'always',
	ignorePatterns: ['.ci', 'dist', 'docs', 'examples', 'tmp', 'tools'],
};
