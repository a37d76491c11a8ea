/** @type {import('jest').Config} */
module.exports = {
	testEnvironment: 'node',
	roots: ['<rootDir>/test'],
	testMatch: ['**/*.test.ts'],
	transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }] },
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.cache/'],
	setupFiles: ['<rootDir>/testkit/environment.ts'],
	setupFilesAfterEnv: ['<rootDir>/testkit/leaveNothing.ts'],
	testPathIgnorePatterns: ['<rootDir>/test/e2e/', '<rootDir>/test/ui/'],
	testTimeout: 30_000,
	// For the fault matrix, whose runs mostly wait
	maxConcurrency: 16,
	testSequencer: '<rootDir>/testkit/longestFirst.js',
};
