import axios from 'axios';
import FormDataPackage from 'form-data';
import fc from 'fast-check';

import { type UploadFile, uploadForm } from '../../nodes/engine/upload';
import { startVendor } from '../../sandbox/server';
import type { Received } from '../../sandbox/store';
import { acme, ACME_TOKEN } from '../engine/acme';
import { anyText, holds } from './check';
import { postForm } from './http';

let vendor: Awaited<ReturnType<typeof startVendor<object, { session: number }>>>;
beforeAll(async () => {
	vendor = await startVendor(acme, { host: '127.0.0.1', port: 0 });
});
afterAll(async () => await vendor.stop());
beforeEach(() => vendor.reset());

const headers = { Authorization: `Bearer ${ACME_TOKEN}` };

const fileOf = (fileName: string, bytes: Uint8Array, mimeType = 'image/png'): UploadFile => ({
	fileName,
	mimeType,
	size: bytes.length,
	open: async function* () {
		yield await Promise.resolve(bytes);
	},
});

/** What the sandbox's parser, which knows nothing of either encoder, makes of our form. */
async function ours(file: UploadFile, note: string): Promise<Received> {
	vendor.reset();
	const { status } = await postForm(
		`${vendor.url}/files`,
		uploadForm([
			['note', note],
			['file', file],
		]),
		headers,
	);
	expect(status).toBe(200);
	return vendor.store.requests()[0];
}

/** The same, written by the form-data package. */
async function reference(fileName: string, bytes: Uint8Array, note: string): Promise<Received> {
	vendor.reset();
	const form = new FormDataPackage();
	form.append('note', note);
	form.append('file', Buffer.from(bytes), { filename: fileName, contentType: 'image/png' });
	await axios.post(`${vendor.url}/files`, form, { headers: { ...form.getHeaders(), ...headers } });
	return vendor.store.requests()[0];
}

/** Names as people, programs and attackers give them: those that the checks let pass. */
const fileName = fc
	.array(
		fc.oneof(
			anyText({ maxLength: 12 }),
			fc.constantFrom(
				'"',
				'\r\n',
				'\r',
				'\n',
				';',
				'=',
				'%22',
				'\u202e',
				'\u200f',
				'صورة',
				'家族',
				'👩‍👩‍👧‍👦',
				'.png',
				' ',
			),
			fc.constant('x'.repeat(60)),
		),
		{ minLength: 1, maxLength: 6 },
	)
	.map((parts) => parts.join(''))
	.filter((name) => name.trim() !== '' && Buffer.byteLength(name) <= 255 && !/[\0\\/]/.test(name));

const bytes = fc.uint8Array({ maxLength: 200 });
const escaped = (name: string) => name.replace(/[\r\n"]/g, (character) => encodeURIComponent(character));

describe('a file in a form', () => {
	it('arrives byte by byte under its name, whatever is in either', async () => {
		await holds(
			fc.tuple(fileName, bytes),
			async ([name, content]) => {
				const { files } = await ours(fileOf(name, content), 'note');
				expect(files).toEqual([
					expect.objectContaining({ part: 'file', fileName: escaped(name), size: content.length }),
				]);
				const held = vendor.store.file(files[0].sha256);
				expect(held?.equals(Buffer.from(content))).toBe(true);
			},
			300,
		);
	});

	it('arrives as the form-data package sends it', async () => {
		await holds(
			fc.tuple(fileName, bytes),
			async ([name, content]) => {
				const ourOwn = await ours(fileOf(name, content), 'note');
				const theirs = await reference(name, content, 'note');
				expect(ourOwn.files).toEqual(theirs.files);
				expect(ourOwn.body).toEqual(theirs.body);
			},
			200,
		);
	});

	it('says its length beforehand, and does not change the texts beside it but for their line breaks', async () => {
		await holds(
			fc.tuple(anyText({ maxLength: 60 }), bytes),
			async ([note, content]) => {
				const { headers: sent, size, body } = await ours(fileOf('a.png', content), note);
				expect(Number(sent['content-length'])).toBe(size);
				// A form writes every line break as CR LF: https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#constructing-form-data-set
				const { fields } = body as { fields: Record<string, string> };
				expect(fields).toEqual({ note: note.replace(/\r\n|\r|\n/g, '\r\n') });
			},
			300,
		);
	});
});
