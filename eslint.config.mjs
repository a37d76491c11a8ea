import { config } from '@n8n/node-cli/eslint';

export default [
	{ ignores: ['.cache/**', 'coverage/**', 'reports/**', 'tmp/**'] },
	...config,
	{
		// Development only, never packed: these run in plain Node.js
		files: ['sandbox/**/*.ts', 'examples/**/*.ts', 'testkit/**/*.ts', 'tools/**/*.ts', 'test/**/*.ts', '*.{js,mjs,ts}'],
		rules: {
			'@n8n/community-nodes/no-restricted-imports': 'off',
			'@n8n/community-nodes/no-restricted-globals': 'off',
			'@n8n/community-nodes/no-dangerous-functions': 'off',
			'@n8n/community-nodes/require-node-api-error': 'off',
			'no-console': 'off',
		},
	},
];
