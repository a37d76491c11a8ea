import type { IHttpRequestOptions } from 'n8n-workflow';

import type { HttpAnswer } from '../../../nodes/engine/answer';
import { Fields } from '../../../nodes/engine/fields';
import {
	accessHeaders,
	addressOf,
	publicFileEngineUrl,
	secretsOf,
	sign,
} from '../../../nodes/Expertflow/account';
import { isNoComponent, vendorText } from '../../../nodes/Expertflow/answers';
import { readDelivery } from '../../../nodes/Expertflow/messages/delivery';
import { nameInDisposition, typeOf } from '../../../nodes/Expertflow/DownloadFile/keepFile';
import { readUpload } from '../../../nodes/Expertflow/files/storedFile';
import { mediaTypeOf, mimeTypeOfName } from '../../../nodes/Expertflow/messages/mediaType';
import { downloadUrl, nameInMediaUrl } from '../../../nodes/Expertflow/files/mediaUrl';
import { readHeader } from '../../../nodes/Expertflow/messages/header';
import { type MediaFile, readBody } from '../../../nodes/Expertflow/SendMedia/body';
import { properties } from '../../../nodes/Expertflow/SendMedia/properties';

const answer = (status: number, body: unknown): HttpAnswer => ({
	status,
	headers: {},
	body: typeof body === 'string' ? body : JSON.stringify(body),
});

describe('a media message', () => {
	const values = {
		channelCustomerIdentifier: '4915550001122',
		serviceIdentifier: '880044',
		messageType: 'FILE',
	};
	const additionalFields = {
		senderId: '2f9a6f0e-1111-4c1d-8a55-9b7d3e0c4a21',
		customerFirstName: 'Ada',
		customerLastName: 'Test',
		providerMessageId: 'wamid.invented.1',
		timestamp: '2025-10-09T08:53:20.123Z',
	};
	const url = 'https://cx.example.test/file-engine/api/downloadFileStream?filename=48213_invoice.pdf';
	const message = (given: object, file: MediaFile) => {
		const fields = Fields.of({ ...values, ...given }, properties);
		return { header: readHeader(fields, 'UTC'), body: readBody(fields)(file) };
	};

	it('is the smallest message that keeps all known rules, with a FILE as its page shows it', () => {
		const file = { mediaUrl: url, mimeType: 'application/pdf', size: 18244, fileName: 'invoice.pdf' };
		expect(message({ additionalFields }, file)).toEqual({
			header: {
				sender: {
					id: '2f9a6f0e-1111-4c1d-8a55-9b7d3e0c4a21',
					type: 'CONNECTOR',
					senderName: 'N8N_CONNECTOR',
					additionalDetail: null,
				},
				channelData: {
					channelCustomerIdentifier: '4915550001122',
					serviceIdentifier: '880044',
					requestPriority: 0,
					customerFirstName: 'Ada',
					customerLastName: 'Test',
					additionalAttributes: [],
				},
				language: {},
				timestamp: 1760000000123,
				securityInfo: {},
				stamps: [],
				intent: null,
				entities: {},
				channelSessionId: null,
				conversationId: null,
				customer: null,
				schedulingMetaData: null,
				originalMessageId: null,
				providerMessageId: 'wamid.invented.1',
			},
			body: {
				type: 'FILE',
				caption: '',
				markdownText: null,
				attachment: { mediaUrl: url, mimeType: 'application/pdf', size: 18244, thumbnail: null },
				additionalDetails: { fileName: 'invoice.pdf' },
			},
		});
	});

	it('leaves out what is not known', () => {
		const bare = message({ messageType: 'IMAGE' }, { mediaUrl: url, fileName: 'a.png' });
		expect(JSON.stringify(bare)).not.toMatch(/customerFirstName|customerLastName|roomId|"size"/);
		// No key at all, not only none that JSON shows
		expect(bare).toStrictEqual(JSON.parse(JSON.stringify(bare)));
	});
});

describe('media URLs', () => {
	it.each(['48213_invoice.pdf', '1_a b+c&d#e?.png', '1_見積り.pdf', '9f3c', "1_o'clock (2)%41.txt"])(
		'there and back: %s',
		(name) => {
			const url = downloadUrl('https://cx.example.test/file-engine', name);
			expect([...new URL(url).searchParams.keys()]).toEqual(['filename']);
			expect(nameInMediaUrl(url, 'Media URL')).toBe(name);
		},
	);
});

describe('media types', () => {
	it.each([
		['image/png', 'IMAGE'],
		['IMAGE/JPEG', 'IMAGE'],
		['video/mp4', 'VIDEO'],
		['audio/ogg; codecs=opus', 'AUDIO'],
		['application/pdf', 'FILE'],
		['text/csv', 'FILE'],
		['message/rfc822', 'FILE'],
		['constructor', 'FILE'],
		[undefined, 'FILE'],
	])('%s is %s', (mimeType, type) => expect(mediaTypeOf(mimeType)).toBe(type));

	it.each([
		['a.PNG', 'image/png'],
		['48213_a.b.pdf', 'application/pdf'],
		['a.zip', undefined],
		['a', undefined],
		['a.constructor', undefined],
	])('%s is of type %s', (name, type) => expect(mimeTypeOfName(name)).toBe(type));

	it.each([
		['a.pdf', 'application/pdf; charset=binary', 'application/pdf'],
		['a.pdf', 'application/octet-stream', 'application/pdf'],
		['a.pdf', undefined, 'application/pdf'],
		['a', '', 'application/octet-stream'],
	])('%s answered as %s is kept as %s', (name, header, type) => expect(typeOf(name, header)).toBe(type));
});

describe('nameInDisposition', () => {
	it.each([
		['inline', undefined],
		['inline; filename=a.png', 'a.png'],
		['attachment; filename="a \\"b\\".png"', 'a "b".png'],
		[`attachment; filename="x.png"; filename*=UTF-8''%E5%86%99.png`, '写.png'],
		[`attachment; filename*=UTF-8''%E5%8; filename="x.png"`, 'x.png'],
		['attachment; filename=""', undefined],
		[undefined, undefined],
	])('%s', (header, name) => expect(nameInDisposition(header)).toBe(name));
});

describe('the account', () => {
	it.each([
		[
			{ baseUrl: ' https://cx.example.test/ ' },
			'https://cx.example.test/file-engine',
			'https://cx.example.test/ccm',
		],
		[
			{ baseUrl: 'https://cx.example.test/file-engine/api/uploadFileStream' },
			'https://cx.example.test/file-engine',
			'https://cx.example.test/ccm',
		],
		[
			{
				baseUrl: 'https://cx.example.test/ccm/',
				fileEngineUrl: 'http://ef-cx-file-engine-svc:8080/api/uploadFileStream',
				ccmUrl: 'http://ef-cx-ccm-svc:8081/message/receive',
			},
			'http://ef-cx-file-engine-svc:8080',
			'http://ef-cx-ccm-svc:8081',
		],
	])('%j', (credentials, fileEngine, ccm) => {
		expect(addressOf('fileEngine', credentials).url).toBe(fileEngine);
		expect(addressOf('ccm', credentials).url).toBe(ccm);
		expect(publicFileEngineUrl(credentials)).toBe('https://cx.example.test/file-engine');
	});

	it.each(['/unified-agent/#/login', '/unified-admin/keycloakLogin', '/auth/realms/expertflow', '/ccm?x=1'])(
		'finds the base in an address with %s',
		(path) => {
			expect(addressOf('ccm', { baseUrl: `https://cx.example.test${path}` }).url).toBe(
				'https://cx.example.test/ccm',
			);
		},
	);

	it('tells the components apart where both have one address', () => {
		const both = { baseUrl: 'https://x.test', fileEngineUrl: 'http://svc:8080', ccmUrl: 'http://svc:8080' };
		const account = { ...both, authentication: 'bearer', token: 'abc', signedComponents: 'ccm' };
		const signed = (path: string) => sign(account, { url: `http://svc:8080${path}` }).headers?.Authorization;
		expect(signed('/message/receive')).toBe('Bearer abc');
		expect(signed('/api/uploadFileStream')).toBeUndefined();
	});

	it('signs what HTTP Request sends with the credential, too', () => {
		const account = { baseUrl: 'https://x.test', authentication: 'bearer', token: 'abc' };
		const uri = 'https://x.test/ccm/message/receive';
		expect(sign(account, { uri } as unknown as IHttpRequestOptions).headers?.Authorization).toBe(
			'Bearer abc',
		);
		expect(sign(account, {} as IHttpRequestOptions).headers).toBeUndefined();
	});

	it('signs nothing that goes elsewhere', () => {
		const credentials = {
			baseUrl: 'https://cx.example.test',
			authentication: 'bearer',
			token: 'abc',
			tenantId: 't',
		};
		const signed = (url: string) => sign(credentials, { url }).headers;
		expect(signed('https://cx.example.test/ccm/message/receive')).toEqual({
			Authorization: 'Bearer abc',
			tenantid: 't',
		});
		expect(signed('https://cx.example.test/file-engine/api/x')).toEqual({
			Authorization: 'Bearer abc',
			tenantid: 't',
		});
		for (const url of [
			'https://cx.example.test.evil.test/ccm/message/receive',
			'https://cx.example.test/ccm-other/x',
			'https://cx.example.test/auth/x',
			'https://other.example.test/ccm/x',
		]) {
			expect(signed(url)).toBeUndefined();
		}
	});

	it('keeps a token to the kind of authentication it belongs to', () => {
		const all = { baseUrl: 'https://x.test', token: 'static', accessToken: 'session' };
		const header = (authentication: string) => accessHeaders('ccm', { ...all, authentication }).Authorization;
		expect([header('none'), header('bearer'), header('keycloak')]).toEqual([
			undefined,
			'Bearer static',
			'Bearer session',
		]);
		expect(secretsOf({ ...all, clientSecret: 'c', password: ' p ' })).toEqual([
			'static',
			'session',
			'c',
			' p ',
		]);
	});
});

describe('answers', () => {
	it.each([
		[{ message: 'a', description: 'b' }, 'b'],
		[{ Message: 'An error' }, 'An error'],
		[{ error: 'Rate limit' }, 'Rate limit'],
		[{ error: { deep: 1 }, message: ' ' }, undefined],
		['upstream timed out', 'upstream timed out'],
		['<html>', undefined],
		['', undefined],
		['[]', undefined],
	])('say %j: %s', (body, text) => expect(vendorText(answer(400, body))).toBe(text));

	it.each([
		[404, '<html>', true],
		[404, { error_msg: '404 Route Not Found' }, true],
		[404, { message: 'An error occurred while uploading file.' }, false],
		[404, '', false],
		[400, '<html>', false],
	])('%i %j leads to no component: %s', (status, body, none) => {
		expect(isNoComponent(answer(status, body))).toBe(none);
	});

	it('of an upload are read in either casing of the pages', () => {
		const body = { Message: 'File uploaded successfully.', name: '1_a.png', size: '12', type: 7 };
		expect(readUpload(answer(200, body))).toEqual({
			name: '1_a.png',
			size: 12,
			etag: undefined,
			type: undefined,
		});
	});

	it.each([
		[200, { status: 'DELIVERED', reasonCode: 200 }, { status: 'DELIVERED', reasonCode: 200 }],
		[200, { status: 'READ', reasonCode: '200' }, { status: 'READ', reasonCode: '200' }],
		[202, '', { status: 'ACCEPTED' }],
		[200, {}, { status: 'ACCEPTED' }],
	])('of CCM: %i %j', (status, body, expected) => {
		expect(readDelivery(answer(status, body))).toMatchObject({ httpStatus: status, ...expected });
	});

	it.each([
		[200, '<html>', /web page/],
		[400, { status: 400, message: 'BAD_REQUEST', description: 'x' }, /refused the message/],
		[404, { status: 404, error: 'Not Found' }, /refused the message/],
		[404, { status: 'FAILED', reasonCode: '404' }, /no channel/],
		[200, { status: 'FAILED', reasonCode: 500 }, /could not deliver/],
		[500, { message: 'x' }, /could not finish/],
	])('of CCM that are failures: %i %j', (status, body, message) => {
		expect(() => readDelivery(answer(status, body))).toThrow(message);
	});
});
