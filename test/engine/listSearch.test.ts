import type { ILoadOptionsFunctions, INode } from 'n8n-workflow';

import { Failure } from '../../nodes/engine/errors';
import { listed, listedPage, listOptions } from '../../nodes/engine/listSearch';
import { byPosition } from '../../nodes/engine/paging';

const node: INode = {
	id: 'n',
	name: 'Asked',
	type: 'acme',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};
const context = { getNode: () => node } as ILoadOptionsFunctions;

const messageOf = async (caught: unknown) =>
	await listed(context, async () => await Promise.reject(caught)).catch((error: Error) => error.message);

it('counts the waits of each list by themselves', () => {
	const [one, other] = [listOptions(), listOptions()];
	one.waited.ms = 5;
	expect(other.waited).toEqual({ ms: 0 });
});

it('gives what was read', async () => {
	const page = { results: [{ name: 'One', value: '1' }], paginationToken: '2' };
	await expect(listed(context, async () => page)).resolves.toEqual(page);
});

it('says all in the message: what happened, how to go on, and the words of the vendor', async () => {
	const refused = new Failure({
		message: 'Acme did not accept the key',
		remedy: 'Open the credential.',
		delivery: 'refused',
		vendor: 'Acme',
		vendorText: 'bad key',
		vendorCode: 7,
		httpStatus: 401,
	});
	expect(await messageOf(refused)).toBe(
		'Acme did not accept the key. Open the credential. Acme said: "bad key" (code 7, HTTP 401).',
	);
});

it('throws what nobody foresaw as well', async () => {
	expect(await messageOf(new TypeError('Odd'))).toBe('Odd.');
});

describe('one page', () => {
	const rows = byPosition<string>({
		vendor: 'Acme',
		pageSize: 2,
		key: String,
		read: async (at, size) => ({ rows: ['a', 'b', 'c'].slice(at, at + size), more: at + size < 3 }),
	});
	const options = (some: string[]) => some.map((name) => ({ name: name.toUpperCase(), value: name }));

	it('names where the next one begins, in the way that n8n keeps it', async () => {
		const results = [
			{ name: 'A', value: 'a' },
			{ name: 'B', value: 'b' },
		];
		await expect(listedPage(rows, undefined, options)).resolves.toEqual({ results, paginationToken: '2' });
	});

	it('is read from there, and the last one names none', async () => {
		await expect(listedPage(rows, '2', options)).resolves.toEqual({
			results: [{ name: 'C', value: 'c' }],
		});
	});

	it('can go by the key of a row', async () => {
		const { vendor, pageSize, key } = rows;
		const read = async (at: string) => ({ rows: [`after ${at}`] });
		const keyed = { vendor, pageSize, key, first: '', read };
		await expect(listedPage(keyed, '007', options)).resolves.toMatchObject({
			results: [{ value: 'after 007' }],
		});
	});
});
