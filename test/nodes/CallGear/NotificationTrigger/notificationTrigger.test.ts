import axios from 'axios';
import type { INodeParameters } from 'n8n-workflow';

import { TEMPLATES } from '../../../../nodes/CallGear/NotificationTrigger/templates';
import { type PublishedTrigger, publishTrigger } from '../../../../testkit/webhook';
import { packNodes } from '../../../../testkit/pack';
import { useCallGear } from '../support';
import { trigger as contract } from './contract';

const { callGear } = useCallGear();

let published: PublishedTrigger;
let count = 0;
afterEach(async () => await published.stop());

async function publish(parameters: INodeParameters = {}, withCredential = true): Promise<void> {
	count += 1;
	published = await publishTrigger({
		node: contract.node,
		parameters: { ...contract.parameters, ...parameters },
		credentials: withCredential ? contract.credentials(callGear) : {},
		id: `notifications-${count}`,
	});
}

async function post(body: string): Promise<number> {
	const headers = { 'content-type': 'application/json' };
	const answer = await axios.post(published.url, body, { headers, proxy: false, validateStatus: () => true });
	return answer.status;
}

const items = () => published.started.flat();

describe('what the sandbox sends', () => {
	it.each(['unquoted', 'quoted'] as const)(
		'starts the flow, with templates that are %s',
		async (templates) => {
			await publish();
			callGear().settings.templates = templates;
			const { outbox } = callGear();
			outbox?.register('notifications', published.url);
			await outbox?.send({ kind: 'chat', text: 'He said "hi"\nto us', about: '971500000009' });
			await outbox?.send({ kind: 'offlineMessage', text: 'A table, please' });
			await outbox?.send({ kind: 'lostCall' });
			expect(items()).toEqual([
				expect.objectContaining({
					event: 'chat',
					text: 'He said "hi"\nto us',
					visitor_phone_number: '971500000009',
					conversationId: '9880101',
				}),
				expect.objectContaining({ event: 'offline_message', visitor_email: 'mira@example.net' }),
				expect.objectContaining({ event: 'call', notification_mnemonic: 'lost_call' }),
			]);
			expect(outbox?.deliveries().map(({ state }) => state)).toEqual(['delivered', 'delivered', 'delivered']);
		},
	);
});

describe('the wishes', () => {
	it('let pass the events that are chosen', async () => {
		await publish({ events: ['call'] });
		await post('{"event":"chat","chat_id":7}');
		await post('{"communication_type":"call","call_session_id":7}');
		expect(items().map(({ event }) => event)).toEqual(['call']);
	});

	it('let pass what names no event of the templates, where that is chosen', async () => {
		await publish({ events: ['other'] });
		await post('{"event":"goal","visitor_id":7}');
		await post('{"anything":"else"}');
		await post('{"event":"chat","chat_id":7}');
		expect(items().map(({ event }) => event)).toEqual(['goal', 'other']);
	});

	it('let pass notifications of some names', async () => {
		await publish({ filters: { notificationNames: 'Lost call, chat_finished' } });
		for (const notification_name of ['Lost call', 'Call is over'])
			await post(JSON.stringify({ event: 'call', notification_name, call_session_id: 7 }));
		await post('{"event":"chat","notification_mnemonic":"chat_finished","chat_id":7}');
		expect(items()).toHaveLength(2);
	});

	it('add the whole body', async () => {
		await publish({ includeRawEvent: true });
		await post('{"event":"chat","chat_id":7,"status":null}');
		expect(items()[0].raw).toEqual({ event: 'chat', chat_id: 7, status: null });
	});
});

describe('the item', () => {
	it('is not what a body says in place of what the node knows', async () => {
		await publish();
		const body = {
			event: 'chat',
			chat_id: 7,
			eventKey: 'x',
			isOwn: true,
			sessionId: 'y',
			sender: 'z',
			raw: 1,
		};
		await post(`${JSON.stringify(body).slice(0, -1)},"__proto__":{"polluted":1},"a b":1}`);
		expect(items()).toEqual([
			{
				eventKey: expect.stringMatching(/^chat [0-9a-f]{32}$/) as string,
				event: 'chat',
				conversationId: '7',
				sessionId: '7',
				isOwn: false,
				chat_id: 7,
			},
		]);
	});

	it('comes twice where nothing tells whether it is the same', async () => {
		await publish();
		await post('{"event":"call","contact_phone_number":"971500000001"}');
		await post('{"event":"call","contact_phone_number":"971500000001"}');
		expect(new Set(items().map(({ eventKey }) => eventKey)).size).toBe(2);
	});

	it.each([
		['1770098700', '2026-02-03T06:05:00.000Z'],
		['1770098700123', '2026-02-03T06:05:00.123Z'],
		['1770098700.5', '2026-02-03T06:05:00.500Z'],
		['2026-02-03 10:05:00', undefined],
	])('tells when it was by a count of time: %s', async (notification_timestamp, expected) => {
		await publish();
		await post(JSON.stringify({ event: 'chat', notification_timestamp }));
		expect(items()[0].occurredAt).toBe(expected);
	});
});

describe('who may call', () => {
	it('is whoever knows the secret in the address', async () => {
		await publish();
		const [{ path }] = packNodes().get(contract.node)?.description.webhooks ?? [{ path: '' }];
		expect(path).toBe('={{ "callgear/" + $parameter["addressSecret"] }}');
		await published.stop();
		await publish({ addressSecret: 'short' });
		expect(await post('{"event":"chat","chat_id":7}')).toBe(401);
		expect(items()).toEqual([]);
	});

	it('needs no credential', async () => {
		await publish({}, false);
		expect(await post('{"event":"chat","chat_id":7}')).toBe(200);
		expect(items()).toHaveLength(1);
	});
});

describe('publishing', () => {
	const refusal = async (parameters: INodeParameters, withCredential = true) => {
		await publish(parameters, withCredential);
		return await published.asked('checkExists').then(
			() => undefined,
			(error: Error) => error.message,
		);
	};

	it('is refused with settings by which nothing would start', async () => {
		expect(await refusal({ addressSecret: 'short' })).toBe('"Secret in the Address" is no secret');
		await published.stop();
		expect(await refusal({ events: [] })).toBe('"Events" is empty');
		await published.stop();
		expect(await refusal({})).toBeUndefined();
	});

	it('is refused where CallGear cannot reach n8n', async () => {
		expect(await refusal({}, false)).toMatch(/^CallGear cannot reach this node at http:/);
	});
});

it('shows bodies to paste, with variables that stand without quotes', async () => {
	await publish();
	const { properties = [] } = packNodes().get(contract.node)?.description ?? {};
	for (const [kind, body] of Object.entries(TEMPLATES)) {
		const notice = properties.find(({ name }) => name === `${kind}Template`);
		expect(notice?.displayName).toContain(body);
		expect(body).not.toMatch(/"\{\{|\}\}"/);
		expect(JSON.parse(body.replace(/\{\{\w+\}\}/g, '1'))).toMatchObject({
			event: kind,
			notification_time: 1,
		});
	}
});
