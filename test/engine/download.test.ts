import { Readable } from 'node:stream';
import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';

import { keepFile, typeOf, type WantedFile } from '../../nodes/engine/download';
import { rejectionOf } from '../support/failure';

describe('typeOf', () => {
	it.each([
		['a.pdf', 'application/pdf; charset=binary', 'application/pdf'],
		['a.pdf', 'application/octet-stream', 'application/pdf'],
		['a.pdf', 'binary/octet-stream', 'application/pdf'],
		['a.pdf', undefined, 'application/pdf'],
		['a', '', 'application/octet-stream'],
	])('%s answered as %s is kept as %s', (name, header, type) => expect(typeOf(name, header)).toBe(type));
});

interface Store {
	/** How n8n stores nothing. */
	fails?: unknown;
	/** Whether the bytes are kept outside of the item. */
	outside?: boolean;
}

/** Keeps an answer as n8n does, in the item or outside of it. */
async function keep(
	headers: Record<string, string>,
	wanted: Partial<WantedFile> = {},
	body: unknown = 'four',
	{ fails, outside = false }: Store = {},
) {
	const kept: Array<{ bytes: string; name?: string; mimeType?: string }> = [];
	const sizes = new Map<string, number>();
	const helpers = {
		async prepareBinaryData(given: Buffer | Readable, name?: string, mimeType?: string) {
			if (fails !== undefined) throw fails;
			const chunks: Buffer[] = [];
			if (Buffer.isBuffer(given)) chunks.push(given);
			else for await (const chunk of given) chunks.push(chunk as Buffer);
			const bytes = Buffer.concat(chunks);
			kept.push({ bytes: bytes.toString(), name, mimeType });
			sizes.set('filesystem-v2:1', bytes.length);
			const inItem: IBinaryData = { data: bytes.toString('base64'), mimeType: mimeType ?? '' };
			return outside ? { ...inItem, data: 'filesystem-v2', id: 'filesystem-v2:1' } : inItem;
		},
		getBinaryMetadata: async (id: string) => await Promise.resolve({ fileSize: sizes.get(id) }),
	};
	const keeping = keepFile(
		{ helpers } as unknown as IExecuteFunctions,
		{ status: 200, headers, body },
		{ vendor: 'Acme', name: 'offer.pdf', ...wanted },
	);
	return { keeping, kept };
}

async function named(headers: Record<string, string>, wanted: Partial<WantedFile> = {}) {
	const { keeping, kept } = await keep(headers, wanted);
	await keeping;
	return [kept[0].name, kept[0].mimeType];
}

const refused = async (...given: Parameters<typeof keep>) =>
	await rejectionOf((await keep(...given)).keeping);

const PDF = { 'content-type': 'application/pdf' };

describe('keepFile', () => {
	it('calls the file as the user does, else as the answer does, else as the vendor knows it', async () => {
		const disposition = { ...PDF, 'content-disposition': 'attachment; filename="Offer 7.pdf"' };
		expect(await named(disposition, { fileName: 'mine.pdf' })).toEqual(['mine.pdf', 'application/pdf']);
		expect(await named(disposition)).toEqual(['Offer 7.pdf', 'application/pdf']);
		expect(await named(PDF)).toEqual(['offer.pdf', 'application/pdf']);
	});

	it('lets no name lead into another folder', async () => {
		expect(await named(PDF, { name: 'a/b/offer.pdf' })).toEqual(['a_b_offer.pdf', 'application/pdf']);
	});

	it('keeps it under the type that the user gives, else that of the answer or of its name', async () => {
		expect(await named(PDF, { mimeType: 'text/csv' })).toEqual(['offer.pdf', 'text/csv']);
		expect(await named({}, { fileName: 'a.png' })).toEqual(['a.png', 'image/png']);
	});

	it.each([false, true])('tells how large it is, kept outside of the item: %s', async (outside) => {
		const body = Readable.from([Buffer.from('four'), Buffer.from(' and five')]);
		const { keeping, kept } = await keep({ ...PDF, 'content-length': '13' }, {}, body, { outside });
		expect(await keeping).toMatchObject({ size: 13, binary: { mimeType: 'application/pdf' } });
		expect(kept[0].bytes).toBe('four and five');
	});

	it('takes a text for the bytes of a file, and an empty one too', async () => {
		const { keeping, kept } = await keep({ 'content-length': '7' }, { name: 'a.txt' }, 'Grüße');
		expect(await keeping).toMatchObject({ size: 7 });
		expect(kept[0].bytes).toBe('Grüße');
		expect(await (await keep({ 'content-length': '0' }, {}, '')).keeping).toMatchObject({ size: 0 });
	});
});

describe('a file that did not arrive whole', () => {
	const cut = {
		message: 'The file with 2.0 MB did not arrive whole',
		remedy: 'If it happens often, allow a longer Timeout in the options.',
		anew: 'Try again.',
		delivery: 'uncertain',
		vendor: 'Acme',
		networkCode: undefined,
		repeatable: true,
	};

	it('is none, where the answer has told how large it is', async () => {
		expect(await refused({ ...PDF, 'content-length': '2000000' })).toEqual(cut);
		expect(await refused({ ...PDF, 'content-length': '3' })).toMatchObject({ repeatable: true });
	});

	it('is none when its stream breaks', async () => {
		const fails = Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
		expect(await refused(PDF, {}, '', { fails })).toEqual({
			...cut,
			message: 'The file did not arrive whole',
			networkCode: 'aborted',
		});
		expect(await refused({ 'content-length': '2000000' }, {}, '', { fails })).toEqual({
			...cut,
			networkCode: 'aborted',
		});
	});

	it.each(['ENOSPC', 'EACCES', 'EIO'])('is not told of what n8n could not store: %s', async (code) => {
		const fails = Object.assign(new Error('no space left'), { code });
		expect(await refused(PDF, {}, '', { fails })).toEqual({
			message: 'n8n could not store the file',
			remedy: 'Ask whoever runs n8n to look at its storage for binary data.',
			anew: 'Try again later.',
			delivery: 'uncertain',
			networkCode: code,
		});
	});

	it.each(['EPIPE', 'XEIO', 'EIOX', undefined])('is told of any other trouble: %s', async (code) => {
		const fails = Object.assign(new Error('odd'), { code });
		expect(await refused(PDF, {}, '', { fails })).toMatchObject({ repeatable: true, networkCode: 'odd' });
	});

	it('is told of an error that says nothing', async () => {
		expect(await refused(PDF, {}, '', { fails: null })).toMatchObject({ repeatable: true });
	});
});

describe('what came instead of the file', () => {
	const page = {
		message: 'The address of Acme answered with a web page instead of the file',
		remedy:
			'Check the address in the credential; a proxy, a login page or a wrong path may stand in between. If the file really is a web page, set MIME Type under File Details to text/html.',
		delivery: 'refused',
		vendor: 'Acme',
		httpStatus: 200,
	};
	const json = {
		message: 'Acme answered with JSON instead of the file "offer.pdf"',
		remedy: 'If the file really holds JSON, set MIME Type under File Details to application/json.',
		delivery: 'refused',
		vendor: 'Acme',
		httpStatus: 200,
	};

	it.each([
		['text/html; charset=utf-8', page],
		['application/xhtml+xml', page],
		['application/json', json],
		['text/json', json],
		['application/problem+json', json],
		['application/vnd.acme.error-v2+json', json],
	])('is refused: %s', async (type, facts) => {
		expect(await refused({ 'content-type': type })).toEqual(facts);
	});

	it.each([
		['text/html', { name: 'page.html' }],
		['text/html', { name: 'page.HTM' }],
		['application/xhtml+xml', { name: 'page.xhtml' }],
		['text/html', { mimeType: 'text/html' }],
		['text/html', { mimeType: 'Text/HTML; charset=utf-8' }],
		['application/json', { name: 'list.json' }],
		['application/json', { name: 'list.JSON' }],
		['application/geo+json', { mimeType: 'application/json' }],
		['application/x-json-stream', {}],
		['image/svg+xml', {}],
		['message/x-text/html', {}],
		['x-application/json', {}],
	])('is the file itself where it was asked for, or is something else: %s of %j', async (type, wanted) => {
		const { keeping } = await keep({ 'content-type': type }, wanted);
		await expect(keeping).resolves.toMatchObject({ size: 4 });
	});

	it.each([
		['text/html', { name: 'page.html.pdf' }],
		['text/html', { name: 'xhtml' }],
		['text/html', { mimeType: 'application/pdf' }],
		['text/html', { mimeType: 'x-text/html' }],
		['application/json', { name: 'list.json.pdf' }],
		['application/json', { name: 'listjson' }],
		['application/json', { mimeType: 'application/pdf' }],
	])('is refused unless just that was asked for: %s of %j', async (type, wanted) => {
		expect(await refused({ 'content-type': type }, wanted)).toMatchObject({ delivery: 'refused' });
	});
});
