const unit = require('./jest.config.js');

/** @type {import('jest').Config} */
module.exports = {
	...unit,
	roots: ['<rootDir>/test/ui'],
	testPathIgnorePatterns: [],
	setupFiles: [],
	setupFilesAfterEnv: [],
	globalSetup: '<rootDir>/test/ui/requireChromium.ts',
	maxWorkers: 1,
	testTimeout: 3 * 60_000,
};
