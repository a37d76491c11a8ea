import { DateTime } from 'luxon';
import type { IExecuteFunctions, INode, INodeProperties } from 'n8n-workflow';

import { pathSegment, readBaseUrl } from '../../nodes/engine/address';
import {
	asFailure,
	describe as describeFacts,
	Failure,
	failureJson,
	invalidField,
	toNodeError,
} from '../../nodes/engine/errors';
import { Fields } from '../../nodes/engine/fields';
import { networkFailure } from '../../nodes/engine/network';
import { forget, oncePerExecution } from '../../nodes/engine/once';
import { scrub } from '../../nodes/engine/secrets';
import { formatInZone, readInstant } from '../../nodes/engine/time';
import { inMegabytes } from '../../nodes/engine/upload';

const node: INode = { id: '1', name: 'N', type: 'acme', typeVersion: 1, position: [0, 0], parameters: {} };
const refusal = new Failure({
	message: 'Acme refused it',
	remedy: 'Change it.',
	delivery: 'refused',
	vendor: 'Acme',
});

describe('errors', () => {
	it.each([
		[
			{ vendorText: 'bad id', vendorCode: 7, httpStatus: 400 },
			'Change it. Acme said: "bad id" (code 7, HTTP 400).',
		],
		[{ httpStatus: 500 }, 'Change it. Acme answered without a reason (HTTP 500).'],
		[{ tries: 3, networkCode: 'ECONNRESET' }, 'Change it. Tried 3 times. Network code: ECONNRESET.'],
		[
			{ delivery: 'uncertain' as const },
			'Change it. The request may have been carried out: check there before you send it again.',
		],
	])('describes %p', (facts, text) => expect(describeFacts({ ...refusal.facts, ...facts })).toBe(text));

	it('keeps its own message although n8n would replace one that holds a network code', () => {
		const failure = invalidField('File', 'names ENOENT.txt', 'Choose another one.');
		expect(toNodeError(node, failure, 3)).toMatchObject({
			name: 'NodeOperationError',
			message: '"File" names ENOENT.txt',
			context: { itemIndex: 3 },
		});
	});

	it('gives n8n the status, the cause and the vendor’s words', () => {
		const failure = refusal.with({
			httpStatus: 429,
			vendorText: 'slow down',
			vendorCode: 9,
			cause: 'rate-limited',
		});
		expect(toNodeError(node, failure, 0)).toMatchObject({
			name: 'NodeApiError',
			message: 'Acme refused it',
			httpCode: '429',
			failure: { cause: 'rate-limited' },
			context: { itemIndex: 0, data: { code: 9, message: 'slow down', delivery: 'refused' } },
		});
	});

	it('has no status for a network failure', () => {
		const failure = refusal.with({ networkCode: 'ECONNREFUSED', delivery: 'notSent' });
		expect(toNodeError(node, failure, 0)).toMatchObject({ name: 'NodeApiError', httpCode: null });
	});

	it('puts only what is known under the one key error', () => {
		expect(failureJson(refusal)).toEqual({
			error: {
				message: 'Acme refused it',
				description: 'Change it.',
				delivery: 'refused',
			},
		});
	});

	it.each([
		[new Error('boom'), 'boom', ''],
		[{ message: 'odd', description: 'Do this.' }, 'odd', 'Do this.'],
		[{}, 'The node stopped unexpectedly', ''],
	])('makes a failure of %p', (caught, message, remedy) => {
		expect(asFailure(caught).facts).toMatchObject({ message, remedy, delivery: 'notSent' });
	});
});

describe('scrub', () => {
	it('hides a secret in every text and every form', () => {
		const secret = 'pa"ss/wörd';
		const failure = refusal.with({
			vendorText: `${secret} ${encodeURIComponent(secret)} ${JSON.stringify(secret)} ${Buffer.from(secret).toString('base64')}`,
			message: `It was ${secret}`,
			httpStatus: 400,
		});
		expect(scrub(failure, [secret]).facts).toMatchObject({
			vendorText: '[hidden] [hidden] "[hidden]" [hidden]',
			message: 'It was [hidden]',
			httpStatus: 400,
		});
	});

	it('leaves words alone that a very short or empty secret would blot out', () => {
		expect(scrub(refusal, ['', 'it']).facts.message).toBe('Acme refused it');
	});
});

describe('networkFailure', () => {
	const request = { vendor: 'Acme', url: 'https://acme.example:8443/v1/x?token=1', timeoutMs: 2_000 };
	const quiet = { message: '', timedOut: false, cancelled: false };

	it.each([
		[{ code: 'ENOTFOUND' }, 'The host acme.example:8443 was not found', 'notSent', false],
		[{ code: 'EAI_AGAIN' }, 'The host acme.example:8443 was not found', 'notSent', true],
		[{ code: 'ECONNREFUSED' }, 'Acme could not be reached at acme.example:8443', 'notSent', true],
		[
			{ code: 'ETIMEDOUT', syscall: 'connect' },
			'Acme could not be reached at acme.example:8443',
			'notSent',
			true,
		],
		[
			{ code: 'DEPTH_ZERO_SELF_SIGNED_CERT' },
			'No secure connection to acme.example:8443 could be made',
			'notSent',
			undefined,
		],
		[
			{ code: 'CERT_HAS_EXPIRED' },
			'No secure connection to acme.example:8443 could be made',
			'notSent',
			undefined,
		],
		[
			{ code: 'ECONNRESET' },
			'The connection to Acme broke before its answer was complete',
			'uncertain',
			true,
		],
		[{ code: 'ERR_CANCELED', timedOut: true }, 'Acme did not answer within 2 seconds', 'uncertain', true],
		[
			{ code: 'ERR_CANCELED', cancelled: true },
			'The execution was canceled while the request was under way',
			'uncertain',
			undefined,
		],
	] as const)('reads %p', (trouble, message, delivery, repeatable) => {
		expect(networkFailure(request, { ...quiet, ...trouble })?.facts).toMatchObject({
			message,
			delivery,
			...(repeatable === undefined ? {} : { repeatable }),
		});
	});

	it('leaves alone what is no network trouble', () => expect(networkFailure(request, quiet)).toBeUndefined());
});

describe('readInstant', () => {
	const expected = '2026-02-03T09:00:00.000Z';

	it.each([
		['2026-02-03T10:00:00+01:00'],
		['2026-02-03T10:00:00'],
		['2026-02-03 10:00:00'],
		['Tue, 03 Feb 2026 10:00:00 +0100'],
		[new Date('2026-02-03T09:00:00Z')],
		[DateTime.fromISO('2026-02-03T09:00:00Z')],
		[Date.parse('2026-02-03T09:00:00Z')],
	])('reads %p, a zoneless one in the zone given', (value) => {
		expect(readInstant(value, 'Europe/Berlin', 'When').toUTC().toISO()).toBe(expected);
	});

	it.each([['tomorrow'], [''], [undefined], [{}], ['2026-02-31T10:00:00'], [NaN]])(
		'refuses %p by its field',
		(value) => {
			expect(() => readInstant(value, 'UTC', 'When')).toThrow(/^"When" holds .*, which is not a date$/);
		},
	);

	it('writes the clock of a zone', () => {
		const instant = DateTime.fromISO('2026-07-01T22:30:00Z');
		expect(formatInZone(instant, 'Asia/Dubai', 'yyyy-MM-dd HH:mm:ss')).toBe('2026-07-02 02:30:00');
	});
});

describe('addresses', () => {
	it.each([
		['https://gws.example', 'https://gws.example'],
		[' https://gws.example:8443/ ', 'https://gws.example:8443'],
		['https://gws.example/proxy/api/v2/me/chats?x=1#y', 'https://gws.example/proxy'],
	])('reads %p', (value, expected) =>
		expect(readBaseUrl(value, 'Base URL', /\/api\/v2(\/.*)?$/)).toBe(expected),
	);

	it.each([
		[''],
		[undefined],
		['gws.example'],
		['ftp://gws.example'],
		['javascript:alert(1)'],
		['https://user:pass@gws.example'],
	])('refuses %p by its field, without repeating a password', (value) => {
		expect(() => readBaseUrl(value, 'Base URL')).toThrow(/^"Base URL" /);
		expect(() => readBaseUrl(value, 'Base URL')).not.toThrow(/user:pass/);
	});

	it.each([
		['a/b?c#d e', 'a%2Fb%3Fc%23d%20e'],
		[42, '42'],
		['a\r\nb', 'a%0D%0Ab'],
	])('keeps %p inside its path segment', (value, expected) =>
		expect(pathSegment(value, 'ID')).toBe(expected),
	);
});

describe('Fields', () => {
	const properties: INodeProperties[] = [
		{ displayName: 'Chat ID', name: 'chatId', type: 'string', default: '' },
		{
			displayName: 'Type',
			name: 'type',
			type: 'options',
			options: [
				{ name: 'A', value: 'a' },
				{ name: 'B', value: 'b' },
			],
			default: 'a',
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			default: {},
			options: [{ displayName: 'Text', name: 'text', type: 'string', default: '' }],
		},
		{
			displayName: 'Messages',
			name: 'messages',
			type: 'fixedCollection',
			default: {},
			options: [
				{
					displayName: 'Message',
					name: 'message',
					values: [{ displayName: 'Time', name: 'time', type: 'dateTime', default: '' }],
				},
			],
		},
	];
	const fields = (values: Record<string, unknown>) => {
		const context = { getNodeParameter: (name: string) => values[name] } as unknown as IExecuteFunctions;
		return Fields.ofItem(context, 0, properties);
	};

	it('reads what is there and treats empty as not given', () => {
		expect(fields({ chatId: ' 7 ' }).id('chatId')).toBe('7');
		expect(fields({ chatId: 7 }).text('chatId')).toBe('7');
		expect(fields({ chatId: '' }).optionalText('chatId')).toBeUndefined();
		expect(fields({ chatId: '12' }).whole('chatId')).toBe(12);
		expect(fields({ chatId: '{"a":1}' }).optionalJson('chatId')).toEqual({ a: 1 });
		expect(fields({ chatId: { a: 1 } }).optionalJson('chatId')).toEqual({ a: 1 });
		expect(fields({ chatId: 'true' }).flag('chatId')).toBe(true);
		expect(fields({ type: 'b' }).choice('type')).toBe('b');
		expect(
			fields({ additionalFields: { text: 'x' } })
				.collection('additionalFields')
				.optionalText('text'),
		).toBe('x');
		expect(fields({}).collection('additionalFields').optionalText('text')).toBeUndefined();
		const entries = fields({ messages: { message: [{ time: 'a' }, { time: 'b' }] } }).entries(
			'messages',
			'message',
		);
		expect(entries.map((entry) => entry.text('time'))).toEqual(['a', 'b']);
	});

	it.each([
		['an empty text', () => fields({ chatId: ' ' }).text('chatId'), '"Chat ID" is empty'],
		[
			'an object for text',
			() => fields({ chatId: {} }).text('chatId'),
			'"Chat ID" holds an object instead of text',
		],
		['no whole number', () => fields({ chatId: 1.5 }).whole('chatId'), '"Chat ID" holds "1.5"'],
		[
			'a number out of range',
			() => fields({ chatId: 51 }).whole('chatId', { max: 50 }),
			'"Chat ID" holds "51"',
		],
		['an unknown choice', () => fields({ type: 'c' }).choice('type'), '"Type" holds "c"'],
		['no switch', () => fields({ chatId: 3 }).flag('chatId'), '"Chat ID" holds a number'],
		[
			'a nested field',
			() => fields({ additionalFields: {} }).collection('additionalFields').text('text'),
			'"Additional Fields > Text" is empty',
		],
		[
			'a list entry',
			() =>
				fields({ messages: { message: [{ time: 'a' }, {}] } })
					.entries('messages', 'message')[1]
					.text('time'),
			'"Messages 2 > Time" is empty',
		],
	])('refuses %s', (_, read, message) => expect(read).toThrow(message));

	it('says where JSON is broken', () => {
		expect(() => fields({ chatId: '{"a":' }).optionalJson('chatId')).toThrow(
			/^"Chat ID" is not valid JSON \(/,
		);
	});
});

describe('oncePerExecution', () => {
	it('makes a thing once for an execution, again after forgetting, and never keeps a failure', async () => {
		const context = {};
		let made = 0;
		const make = () => (made += 1);
		expect([oncePerExecution(context, 'k', make), oncePerExecution(context, 'k', make)]).toEqual([1, 1]);
		expect(oncePerExecution({}, 'k', make)).toBe(2);
		forget(context, 'k');
		expect(oncePerExecution(context, 'k', make)).toBe(3);
		const failing = async () => {
			made += 1;
			throw new Error('not now');
		};
		await expect(oncePerExecution(context, 'p', failing)).rejects.toThrow('not now');
		await expect(oncePerExecution(context, 'p', async () => 'fine')).resolves.toBe('fine');
	});
});

describe('inMegabytes', () => {
	it.each([
		[0, '0 kB'],
		[1, '1 kB'],
		[999_500, '1000 kB'],
		[4_800_000, '4.8 MB'],
		[10_000_000, '10.0 MB'],
		[10_000_001, '10.1 MB'],
	])('writes %i', (bytes, text) => expect(inMegabytes(bytes)).toBe(text));
});
