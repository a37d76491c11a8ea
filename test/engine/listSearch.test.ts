import type { ILoadOptionsFunctions, INode } from 'n8n-workflow';

import { Failure } from '../../nodes/engine/errors';
import { listed, listOptions } from '../../nodes/engine/listSearch';

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
