import { config } from '@n8n/node-cli/eslint';

export default [
	...config,
	{
		files: ['sandbox/**/*.ts', 'tools/**/*.ts', 'test/**/*.ts', '*.{js,mjs,ts}'],
		rules: {
			'@n8n/community-nodes/no-restricted-imports': 'off',
			'@n8n/community-nodes/no-restricted-globals': 'off',
			'@n8n/community-nodes/no-dangerous-functions': 'off',
			'no-console': 'off',
		},
	},
];
