import { Readable } from 'node:stream';

import { fileAnswer } from '../../../../nodes/Genesys/DownloadFile/fileAnswer';
import { rejectionOf } from '../../../support/failure';

const KB = 1024;
const streamOf = (text: string) => Readable.from([Buffer.from(text.slice(0, 5)), Buffer.from(text.slice(5))]);
const answered = (status: number, text: string, headers: Record<string, string> = {}) => ({
	status,
	headers,
	body: streamOf(text) as unknown,
});
const json = { 'content-type': 'application/json; charset=utf-8' };
const UNKNOWN = '{"statusCode":6,"statusMessage":"No such document"}';

describe('an answer that may be the file', () => {
	it.each([
		[200, {}],
		[200, { 'content-type': 'text/plain' }],
		[299, { 'content-type': 'image/png', 'content-length': '7' }],
		[200, { ...json, 'content-length': String(64 * KB + 1) }],
	])('stays a stream with %i and %j', async (status, headers) => {
		const answer = answered(status, UNKNOWN, headers);
		expect(await fileAnswer(answer)).toBe(answer);
		(answer.body as Readable).destroy();
	});

	it.each([json, { ...json, 'content-length': '51' }, { ...json, 'content-length': String(64 * KB) }])(
		'is a refusal in its place with %j',
		async (headers) =>
			expect(await rejectionOf(fileAnswer(answered(200, UNKNOWN, headers)))).toMatchObject({
				message: 'Genesys does not know the document',
				vendorCode: 6,
				vendorText: 'No such document',
				delivery: 'refused',
			}),
	);

	it.each([300, 404, 500])('is none with %i, whatever its type', async (status) => {
		const facts = await rejectionOf(fileAnswer(answered(status, 'gone', { 'content-type': 'text/plain' })));
		expect(facts).toMatchObject({ httpStatus: status, vendorText: 'gone' });
	});

	it('is JSON that is the file, with its bytes', async () => {
		const text = '{"statusCode":"Grüße"}';
		expect((await fileAnswer(answered(200, text, json))).body).toEqual(Buffer.from(text));
		expect((await fileAnswer({ status: 200, headers: json, body: text })).body).toEqual(Buffer.from(text));
	});

	it('is not whole when it breaks off', async () => {
		const body = Readable.from(
			(function* () {
				yield Buffer.from('{"a":');
				throw new Error('aborted');
			})(),
		);
		const headers = { ...json, 'content-length': '2000' };
		expect(await rejectionOf(fileAnswer({ status: 200, headers, body }))).toMatchObject({
			message: 'The file with 2 kB did not arrive whole',
			vendor: 'Genesys',
			networkCode: 'aborted',
			repeatable: true,
			delivery: 'uncertain',
		});
	});
});
