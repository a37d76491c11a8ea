import axios from 'axios';
import type { IDataObject } from 'n8n-workflow';

import { eventItemSchema } from '../../../../testkit/trigger';
import { type PublishedTrigger, publishTrigger } from '../../../../testkit/webhook';
import { headerOf, IN_ADDRESS, messageOf, text } from '../events';

let trigger: PublishedTrigger;
let published = 0;

beforeEach(async () => {
	published += 1;
	trigger = await publishTrigger({
		node: 'expertflowTrigger',
		id: `hostile-${published}`,
		credentials: { expertflowApi: { baseUrl: 'https://cx.example.test', authentication: 'none' } },
		parameters: { addressSecret: IN_ADDRESS, events: ['PLAIN', 'FILE', 'NOTIFICATION', 'other'] },
	});
});
afterEach(async () => await trigger.stop());

async function post(body: string | Buffer) {
	const answer = await axios.post<unknown>(`${trigger.url}cim-messages`, Buffer.from(body), {
		headers: { 'content-type': 'application/json' },
		proxy: false,
		validateStatus: () => true,
		maxBodyLength: Infinity,
	});
	return { status: answer.status, body: answer.data as IDataObject };
}
const started = () => trigger.started.flat();
const json = (value: unknown) => JSON.stringify(value);
const told = (id: string, changes: (message: string) => string) => changes(json(messageOf(id, text('Hi'))));

const storeys = (count: number) => `${'{"a":'.repeat(count)}1${'}'.repeat(count)}`;

/** What somebody sends who knows the address, and what starts the flow all the same. */
const cases: Array<[what: string, body: string | Buffer, starts: number]> = [
	['a byte order mark', `\ufeff${json(messageOf('m', text('Hi')))}`, 1],
	[
		'bytes that are no UTF-8',
		Buffer.concat([
			Buffer.from('{"id":"'),
			Buffer.from([0xff, 0xfe]),
			Buffer.from('","body":{"type":"PLAIN"}}'),
		]),
		1,
	],
	['half a character', told('m', (message) => message.replace('"Hi"', String.raw`"\ud83d"`)), 1],
	['a zero byte', told('m', (message) => message.replace('"Hi"', String.raw`"a\u0000b"`)), 1],
	[
		'keys of every object',
		json({ id: 'm', header: headerOf(), body: { type: 'constructor', toString: 1, hasOwnProperty: 2 } }),
		1,
	],
	[
		'a prototype',
		`{"id":"m","__proto__":{"polluted":1},"body":{"type":"PLAIN","__proto__":{"polluted":1}},"header":{"__proto__":{"polluted":1}}}`,
		1,
	],
	['the same key twice', '{"id":"m","id":"n","body":{"type":"PLAIN"}}', 1],
	['a megabyte of text', json(messageOf('m', text('x'.repeat(1_000_000)))), 1],
	['an ID of a megabyte', json(messageOf('x'.repeat(1_000_000), text('Hi'))), 1],
	['500 storeys', `{"id":"m","body":{"type":"PLAIN","additionalDetails":${storeys(500)}}}`, 1],
	[
		'10,000 buttons',
		json(messageOf('m', { type: 'ODD', buttons: Array.from({ length: 10_000 }, () => ({ title: 'x' })) })),
		1,
	],
	[
		'an address that is none',
		json(messageOf('m', { type: 'FILE', attachment: { mediaUrl: 'javascript:alert(1)' } })),
		1,
	],
	['a list of messages', json([messageOf('m', text('Hi'))]), 0],
	['a body that is a list', json({ id: 'm', body: [text('Hi')] }), 0],
	['a type that is an object', json({ id: 'm', body: { type: { $ne: null } } }), 0],
	['a type that is a switch', json({ id: 'm', body: { type: true } }), 0],
	['nothing at all', '', 0],
];

it.each(cases)('%s starts the flow as it should, and harms nothing', async (_, body, starts) => {
	const { status } = await post(body);
	expect(status).toBeLessThan(500);
	expect(trigger.failures).toEqual([]);
	expect(started()).toHaveLength(starts);
	for (const item of started()) expect(eventItemSchema.safeParse(item).error).toBeUndefined();
	expect({}).not.toHaveProperty('polluted');
});

it('identifiers of more digits than a number holds keep each of them, and are told apart', async () => {
	const numbered = (id: string) =>
		`{"id":${id},"header":{"channelData":{"channelCustomerIdentifier":90071992547409931,"serviceIdentifier":880044}},"body":{"type":"PLAIN","markdownText":"Hi"}}`;
	const answers = await Promise.all(
		['12345678901234567891', '12345678901234567892'].map(async (id) => await post(numbered(id))),
	);
	expect(answers.map(({ body }) => body.messageId)).toEqual(['12345678901234567891', '12345678901234567892']);
	expect(
		started()
			.map(({ messageId }) => messageId)
			.sort(),
	).toEqual(['12345678901234567891', '12345678901234567892']);
	expect(started()[0]).toMatchObject({
		channelCustomerIdentifier: '90071992547409931',
		serviceIdentifier: '880044',
	});
});

it('a replay starts nothing, in whatever spelling it comes', async () => {
	const message = messageOf('m', text('Hi'));
	await post(json(message));
	await post(JSON.stringify(message, null, 4));
	await post(json({ ...message, header: headerOf({ timestamp: 1 }), body: text('Changed') }));
	expect(started()).toHaveLength(1);
});

it('nobody takes the place of a message that is still to come by naming its ID', async () => {
	await post(json(messageOf('m', { type: 'NOTIFICATION', notificationType: 'TYPING_STARTED' })));
	await post(json(messageOf('m', text('Hi'), { sender: { type: 'CONNECTOR', id: 'x' } })));
	await post(json(messageOf('m', text('Hi'))));
	expect(started().map(({ event }) => event)).toEqual(['NOTIFICATION', 'PLAIN']);
});
