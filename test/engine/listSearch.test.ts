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

interface Told {
	message: string;
	description?: string | null;
	httpCode?: string | null;
}

const toldOf = async (caught: unknown) =>
	(await listed(context, async () => await Promise.reject(caught)).catch((error: unknown) => error)) as Told;

it('counts the waits of each list by themselves', () => {
	const [one, other] = [listOptions(), listOptions()];
	one.waited.ms = 5;
	expect(other.waited).toEqual({ ms: 0 });
});

it('gives what was read', async () => {
	const page = { results: [{ name: 'One', value: '1' }], paginationToken: '2' };
	await expect(listed(context, async () => page)).resolves.toEqual(page);
});

it('says what happened, and below it how to go on and the words of the vendor', async () => {
	const refused = new Failure({
		message: 'Acme did not accept the key',
		remedy: 'Open the credential.',
		delivery: 'refused',
		vendor: 'Acme',
		vendorText: 'bad key',
		vendorCode: 7,
		httpStatus: 401,
	});
	expect(await toldOf(refused)).toMatchObject({
		message: 'Acme did not accept the key',
		description: 'Open the credential. Acme said: "bad key" (code 7, HTTP 401).',
		httpCode: '401',
	});
});

describe('what is too long to be read in the place of a list', () => {
	const long = new Failure({
		message: 'Acme did not accept the key',
		remedy: `Open the credential. ${'See there what is to be done. '.repeat(9)}At last close it.`,
		delivery: 'refused',
		vendor: 'Acme',
		vendorText: 'bad key',
		vendorCode: 7,
		httpStatus: 401,
	});

	it('loses advice, from its end on, before the words of the vendor', async () => {
		const { description } = await toldOf(long);
		expect(description).toMatch(
			/^Open the credential\. See there .* done\. Acme said: "bad key" \(code 7, HTTP 401\)\.$/,
		);
		expect(description?.length).toBeLessThanOrEqual(250);
		expect(description?.length).toBeGreaterThan(220);
	});

	it('keeps its first advice, and the beginning of what the vendor has said', async () => {
		const vendorText = `No key ${'of that name is known to us, '.repeat(30)}sorry`;
		const { description } = await toldOf(long.with({ vendorText }));
		expect(description).toMatch(
			/^Open the credential\. Acme said: "No key of that name .*…" \(code 7, HTTP 401\)\.$/,
		);
		expect(description).toHaveLength(250);
	});

	it.each([
		[250, 'Open the credential. See there'],
		[251, 'Open the credential. Acme said'],
	])('is left whole up to 250 characters: %d', async (length, beginning) => {
		const rest = 'See there.'.padEnd(length - 62, '!');
		const { description } = await toldOf(long.with({ remedy: `Open the credential. ${rest}` }));
		expect(description?.startsWith(beginning)).toBe(true);
		if (length === 250) expect(description).toHaveLength(250);
	});

	it('leaves sixty characters of the vendor’s words, however long the first advice is', async () => {
		const vendorText = 'w'.repeat(200);
		const { description } = await toldOf(
			long.with({ remedy: `${'Open it, '.repeat(40)}please.`, vendorText }),
		);
		expect(description).toMatch(/please\. Acme said: "w{59}…" \(code 7, HTTP 401\)\.$/);
	});

	it('keeps the words of a vendor that just fit', async () => {
		const vendorText = 'w'.repeat(250 - 54);
		const { description } = await toldOf(long.with({ remedy: 'Open the credential.', vendorText }));
		expect(description).toBe(`Open the credential. Acme said: "${vendorText}" (code 7, HTTP 401).`);
		expect(description).toHaveLength(250);
	});

	it('is short in its first line too', async () => {
		expect(await toldOf(new TypeError('o'.repeat(110)))).toMatchObject({ message: 'o'.repeat(110) });
		const { message } = await toldOf(new TypeError('Odd '.repeat(90)));
		expect(message).toHaveLength(110);
		expect(message).toMatch(/…$/);
	});

	it.each([
		[399, null],
		[400, '400'],
	])('begins with the status of a refusal alone: %d', async (httpStatus, shown) => {
		expect((await toldOf(long.with({ httpStatus }))).httpCode).toBe(shown);
	});

	it('does not begin with the status of a success', async () => {
		const { httpCode, description } = await toldOf(long.with({ httpStatus: 200, remedy: 'Open it.' }));
		expect(httpCode).toBeNull();
		expect(description).toBe('Open it. Acme said: "bad key" (code 7).');
	});
});

it('throws what nobody foresaw as well', async () => {
	expect(await toldOf(new TypeError('Odd'))).toMatchObject({ message: 'Odd' });
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

	it('that is empty is the last one, whatever the vendor says', async () => {
		const { vendor, pageSize, key } = rows;
		const read = async () => await Promise.resolve({ rows: [], more: true });
		const empty = byPosition<string>({ vendor, pageSize, key, read });
		await expect(listedPage(empty, '4', options)).resolves.toStrictEqual({ results: [] });
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
