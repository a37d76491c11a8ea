import { createHash } from 'node:crypto';

import type { Sandbox } from '../../../sandbox';
import {
	access,
	type Haptik,
	JPEG,
	PDF,
	send,
	sendForm,
	sendJson,
	startHaptik,
	upload,
} from '../support/haptik';

const PATH = '/v1.0/log_file_from_user/';

let sandbox: Sandbox;
let haptik: Haptik;

beforeAll(async () => {
	({ sandbox, haptik } = await startHaptik());
});
beforeEach(async () => {
	sandbox.reset();
	haptik.state.users.set('cust_1', { auth_id: 'cust_1' });
});
afterAll(async () => await sandbox.stop());

const refused = (status: number, text: string | RegExp) => ({
	status,
	type: 'application/json; charset=utf-8',
	body: { error_message: typeof text === 'string' ? text : expect.stringMatching(text) },
});
const files = () => haptik.store.held('file');

it('logs a file with the five documented fields and keeps its bytes', async () => {
	haptik.clock.stopAt(new Date('2024-03-05T08:16:02.004Z'));
	const answer = await sendForm(haptik, upload());
	expect(answer).toEqual({
		status: 200,
		type: 'application/json; charset=utf-8',
		body: {
			message_id: expect.any(Number),
			message_body: 'my caption',
			created_at: '2024-03-05T08:16:02.004Z',
			message_type: 1,
			file_url: expect.stringMatching(/^https:\/\/assets\.haptikapi\.com\/content\/[0-9a-f]+\.jpg$/),
		},
	});
	const sha256 = createHash('sha256').update(JPEG).digest('hex');
	expect(files()).toMatchObject([
		{
			fact: { auth_id: 'cust_1', business_id: 7104, message_type: 1, message_body: 'my caption' },
			file: { part: 'file', fileName: 'photo.jpg', contentType: 'image/jpeg', size: JPEG.length, sha256 },
		},
	]);
	expect(haptik.store.file(sha256)).toEqual(JPEG);
});

it('answers 201 and an array when set so', async () => {
	haptik.settings.uploadStatus = 201;
	haptik.settings.arrayAnswers = true;
	expect(await sendForm(haptik, upload())).toMatchObject({ status: 201, body: [{ message_type: 1 }] });
});

it.each([
	['empty', ''],
	['left out', undefined],
])('takes a caption that is %s', async (_name, message_body) => {
	expect(await sendForm(haptik, upload({ message_body }))).toMatchObject({
		status: 200,
		body: { message_body: '' },
	});
});

it.each([
	['1', ['jpg', 'jpeg', 'png', 'gif', 'JPG']],
	['52', ['docx', 'doc', 'pdf', 'xls', 'xlsx', 'csv']],
])('type %s takes exactly its extensions', async (message_type, extensions) => {
	const all = [
		'jpg',
		'jpeg',
		'png',
		'gif',
		'JPG',
		'docx',
		'doc',
		'pdf',
		'xls',
		'xlsx',
		'csv',
		'mp3',
		'mp4',
		'txt',
		'exe',
	];
	for (const extension of all) {
		const file = {
			name: `Übersicht.${extension}`,
			bytes: Buffer.from('no known first bytes'),
			type: 'application/made-up',
		};
		const answer = await sendForm(haptik, upload({ message_type }, file));
		if (extensions.includes(extension)) {
			const file_url = expect.stringMatching(new RegExp(`\\.${extension.toLowerCase()}$`));
			expect(answer).toMatchObject({ status: 200, body: { message_type: Number(message_type), file_url } });
		} else expect(answer).toEqual(refused(400, 'unsupported file type'));
	}
	expect(files().map(({ file }) => file?.fileName)).toEqual(
		extensions.map((extension) => `Übersicht.${extension}`),
	);
});

it.each([undefined, '', '0', '2', '01', '1.0', 'image'])('refuses message_type %j', async (message_type) => {
	expect(await sendForm(haptik, upload({ message_type }))).toEqual(refused(400, 'unsupported file type'));
});

it.each(['photo', 'photo.', '.jpg.'])('refuses a file name without a usable extension: %s', async (name) => {
	expect(await sendForm(haptik, upload({}, { name }))).toEqual(refused(400, 'unsupported file type'));
});

it('refuses first bytes of another type, unless the check is off', async () => {
	expect(await sendForm(haptik, upload({}, { bytes: PDF }))).toEqual(refused(400, 'unsupported file type'));
	const imageAsPdf = () => upload({ message_type: '52' }, { name: 'contract.pdf', bytes: JPEG });
	expect(await sendForm(haptik, imageAsPdf())).toEqual(refused(400, 'unsupported file type'));
	haptik.settings.checkFirstBytes = false;
	expect(await sendForm(haptik, imageAsPdf())).toMatchObject({ status: 200 });
});

describe('the file part', () => {
	it.each([
		['is missing', null],
		['is called image', { part: 'image' }],
		['is empty', { bytes: Buffer.alloc(0) }],
	])('file missing: when it %s', async (_name, file) => {
		expect(await sendForm(haptik, upload({}, file))).toEqual(refused(400, 'file missing'));
		expect(files()).toEqual([]);
	});

	it('file missing: when there are two', async () => {
		const form = upload();
		form.append('file', new Blob([PDF]), 'second.pdf');
		expect(await sendForm(haptik, form)).toEqual(refused(400, 'file missing'));
	});

	it.each([
		['no file name', 'form-data; name="file"', 'application/octet-stream'],
		['an empty file name', 'form-data; name="file"; filename=""', 'image/jpeg'],
		['no file name and a text type', 'form-data; name="file"', 'text/plain'],
	])('file missing: when it has %s', async (_name, disposition, type) => {
		const fields = Object.entries({ auth_id: 'cust_1', business_id: '7104', message_type: '1' });
		const body = [
			...fields.map(
				([name, value]) => `--x\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
			),
			`--x\r\nContent-Disposition: ${disposition}\r\nContent-Type: ${type}\r\n\r\nbytes\r\n--x--\r\n`,
		].join('');
		const headers = { ...access(haptik), 'content-type': 'multipart/form-data; boundary=x' };
		expect(await send(haptik, PATH, { method: 'POST', headers, body })).toEqual(refused(400, 'file missing'));
	});

	it('takes 10 485 760 bytes and answers one more with a page', async () => {
		const sized = (size: number) => upload({}, { bytes: Buffer.concat([JPEG], size) });
		expect(await sendForm(haptik, sized(10_485_760))).toMatchObject({ status: 200 });
		const answer = await sendForm(haptik, sized(10_485_761));
		expect(answer).toMatchObject({ status: 413, type: 'text/html; charset=utf-8' });
		expect(answer.body).toContain('Request Entity Too Large');
		expect(files()).toHaveLength(1);
	});
});

describe('the body', () => {
	it('refuses JSON', async () => {
		const body = { auth_id: 'cust_1', business_id: '7104', message_type: '1', file: 'x' };
		expect(await sendJson(haptik, PATH, body)).toEqual(refused(400, 'invalid request body'));
	});

	it.each([
		['no boundary', 'multipart/form-data'],
		['another boundary', 'multipart/form-data; boundary=other'],
	])('refuses multipart with %s', async (_name, type) => {
		const headers = { ...access(haptik), 'content-type': type };
		const body = '--x\r\nContent-Disposition: form-data; name="auth_id"\r\n\r\ncust_1\r\n--x--\r\n';
		expect(await send(haptik, PATH, { method: 'POST', headers, body })).toEqual(
			refused(400, 'invalid request body'),
		);
	});

	it.each([
		[{ auth_id: undefined }, /^auth_id/],
		[{ auth_id: '' }, /^auth_id/],
		[{ business_id: undefined }, /^business_id/],
		[{ business_id: 'support' }, /^business_id/],
		[{ business_id: '71.04' }, /^business_id/],
		[{ business_id: '9999' }, 'invalid business_id provided'],
	])('refuses %j', async (changes, text) => {
		expect(await sendForm(haptik, upload(changes))).toEqual(refused(400, text));
	});

	it('refuses a text part that comes twice', async () => {
		const form = upload();
		form.append('auth_id', 'cust_2');
		expect(await sendForm(haptik, form)).toEqual(refused(400, /^auth_id/));
	});
});

it('asks for a registered user, before it looks at the file', async () => {
	const form = () => upload({ auth_id: 'nobody' }, null);
	expect(await sendForm(haptik, form())).toEqual(refused(403, 'user is not registered'));
	expect(await sendJson(haptik, '/v1.0/user/', { auth_id: 'nobody' })).toMatchObject({ status: 200 });
	expect(await sendForm(haptik, form())).toEqual(refused(400, 'file missing'));
	expect(await sendForm(haptik, upload({ auth_id: 'nobody' }))).toMatchObject({ status: 200 });
});
