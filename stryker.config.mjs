import { filesOf, PARTS } from './tools/mutation/parts.mjs';

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
	mutate: PARTS.flatMap(filesOf),
	plugins: [
		'./tools/mutation/runner.mjs',
		'./tools/mutation/nodeFields.mjs',
		'./tools/mutation/sampling.mjs',
	],
	ignorers: ['nodeFields'],
	testRunner: 'inProcess',
	coverageAnalysis: 'perTest',
	concurrency: 2,
	// A test that hangs is ended by the runner itself, which costs less than another process
	timeoutMS: 45_000,
	thresholds: { high: 90, low: 85, break: 85 },
	reporters: ['clear-text', 'progress-append-only', 'json', 'html', 'parts'],
	clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
	jsonReporter: { fileName: '.cache/mutation/mutation.json' },
	htmlReporter: { fileName: '.cache/mutation/mutation.html' },
	tempDirName: '.cache/stryker',
	cleanTempDir: 'always',
	ignorePatterns: ['.ci', 'dist', 'docs/images', 'tmp'],
};
