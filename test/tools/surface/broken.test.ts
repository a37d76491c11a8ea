import { cloneDeep, set, unset } from 'lodash';

import { broken } from '../../../tools/surface/broken';
import { keysOf, type Surface } from '../../../tools/surface/surface';

const SAVED: Surface = {
	nodes: {
		acmeSend: {
			versions: [1],
			credentials: ['acmeApi'],
			outputs: 1,
			fields: {
				text: [{ type: 'string', default: '' }],
				kind: [{ type: 'options', default: 'plain', values: ['plain', 'html'] }],
				zone: [
					{ type: 'string', default: 'UTC' },
					{ type: 'string', default: '' },
				],
			},
			keys: { 'as it comes': ['message', 'message.id'] },
		},
	},
	credentials: { acmeApi: { token: [{ type: 'string', default: '' }] } },
};

/** What is broken after one change of what is saved. */
function after(change: (surface: Surface) => void): string[] {
	const now = cloneDeep(SAVED);
	change(now);
	return broken(SAVED, now);
}

const NODE = ['nodes', 'acmeSend'];

describe('what users have saved', () => {
	it('goes on when nothing has changed', () => {
		expect(after(() => undefined)).toEqual([]);
	});

	it.each<[string, Array<string | number>, unknown]>([
		['a new node', ['nodes', 'acmeRead'], SAVED.nodes.acmeSend],
		['a new field', [...NODE, 'fields', 'title'], [{ type: 'string', default: '' }]],
		['a new value in a list', [...NODE, 'fields', 'kind', 0, 'values'], ['plain', 'html', 'card']],
		['a new key of the output', [...NODE, 'keys', 'as it comes'], ['message', 'message.id', 'at']],
		['a new version beside the old one', [...NODE, 'versions'], [1, 2]],
		['another credential beside the old one', [...NODE, 'credentials'], ['acmeApi', 'acmeOAuth2Api']],
		['a new field of a credential', ['credentials', 'acmeApi', 'host'], [{ type: 'string', default: '' }]],
	])('goes on with %s', (_, path, value) => {
		expect(after((now) => set(now, path, value))).toEqual([]);
	});

	it.each<[string, Array<string | number>, unknown, string]>([
		[
			'another type',
			[...NODE, 'fields', 'text', 0, 'type'],
			'number',
			'acmeSend: field text is no longer of type string',
		],
		[
			'another default',
			[...NODE, 'fields', 'text', 0, 'default'],
			'Hello',
			'acmeSend: field text starts from "Hello" instead of ""',
		],
		[
			'a value that is gone',
			[...NODE, 'fields', 'kind', 0, 'values'],
			['plain'],
			'acmeSend: field kind no longer takes "html"',
		],
		[
			'a key that is gone',
			[...NODE, 'keys', 'as it comes'],
			['message'],
			'acmeSend, as it comes: the output has no message.id',
		],
		['a version that is gone', [...NODE, 'versions'], [2], 'acmeSend: version 1 is gone'],
		['a credential that is not taken', [...NODE, 'credentials'], [], 'acmeSend: it no longer takes acmeApi'],
		['an output more', [...NODE, 'outputs'], 2, 'acmeSend: it has 2 outputs instead of 1'],
		[
			'one of two descriptions changed',
			[...NODE, 'fields', 'zone', 1, 'default'],
			'x',
			'acmeSend: field zone starts from "UTC" or "x" instead of ""',
		],
	])('breaks with %s', (_, path, value, problem) => {
		expect(after((now) => set(now, path, value))).toEqual([problem]);
	});

	it.each([
		['nodes.acmeSend', 'acmeSend: the node is gone'],
		['nodes.acmeSend.fields.text', 'acmeSend: field text is gone'],
		['credentials.acmeApi', 'acmeApi: the credential is gone'],
		['credentials.acmeApi.token', 'acmeApi: field token is gone'],
		['nodes.acmeSend.keys["as it comes"]', 'acmeSend: it is no longer tried "as it comes"'],
	])('breaks without %s', (path, problem) => {
		expect(after((now) => unset(now, path))).toEqual([problem]);
	});
});

describe('the keys of an output', () => {
	it('are all paths, with one for all members of a list', () => {
		expect(
			keysOf({ id: 1, message: { text: 'a' }, files: [{ url: 'u' }, { url: 'v', name: 'n' }], none: null }),
		).toEqual(['id', 'message', 'message.text', 'files', 'files[].url', 'files[].name', 'none']);
	});
});
