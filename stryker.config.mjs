/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
	mutate: ['nodes/**/*.ts'],
	plugins: ['./test/mutation/runner.mjs', './test/mutation/nodeFields.mjs'],
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
