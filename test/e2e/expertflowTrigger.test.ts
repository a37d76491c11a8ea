import { setTimeout as sleep } from 'node:timers/promises';

import axios from 'axios';
import { z } from 'zod';

import type { Order } from '../../sandbox/events/outbox';
import { publishWorkflow, type SavedWorkflow, saveWorkflow } from '../../tools/runtime/workflows';
import { type Sent, sentTo } from '../nodes/Expertflow/messages/sent';
import { flowOf } from './flow';
import { removeDuplicates, Triggers, until } from './triggers';

const stops: Array<() => Promise<void>> = [];
let triggers: Triggers<'expertflow'>;

beforeAll(async () => {
	triggers = await Triggers.start('expertflow', (stop) => stops.push(stop));
});
afterAll(async () => {
	for (const stop of stops.reverse()) await stop();
});

const IN_ADDRESS = 'kq3-v8Wd_Zt61mLx0pRb';
const PROVIDER = { hook: 'provider', path: IN_ADDRESS };

const expertflow = () => triggers.vendor;
const sent = (): Sent[] => sentTo(expertflow);
const answers = () => sent().map(({ body }) => body.markdownText);
const send = async (order: Partial<Order> = {}) => await triggers.send({ kind: 'agentMessage', ...order });

const node = (name: string, parameters: object, more: object = {}) =>
	triggers.node(name, 'expertflowApi', parameters, more);

const trigger = (webhookId: string, parameters = {}) =>
	node('expertflowTrigger', { addressSecret: IN_ADDRESS, ...parameters }, { webhookId });

const TO = {
	serviceIdentifier: '={{ $json.serviceIdentifier }}',
	channelCustomerIdentifier: '={{ $json.channelCustomerIdentifier }}',
};
const ANSWER = { ...TO, text: '=Answer to {{ $json.messageId }}' };

async function answering(webhookId: string, parameters = {}): Promise<SavedWorkflow> {
	const nodes = {
		Event: trigger(webhookId, parameters),
		Once: removeDuplicates,
		Answer: node('expertflowSendMessage', ANSWER),
	};
	const flow = await triggers.publish(webhookId, nodes, [
		['Event', 'Once'],
		['Once', 'Answer'],
	]);
	await triggers.listen(webhookId, PROVIDER);
	return flow;
}

beforeEach(() => expertflow().reset());

const notification = (messageId: string) => ({
	status: 200,
	body: JSON.stringify({
		type: 'DELIVERYNOTIFICATION',
		markdownText: '',
		messageId,
		status: 'DELIVERED',
		reasonCode: 200,
	}),
});

describe('a flow that answers', () => {
	it('is called below the address that n8n shows, answers each message once, and is not started by its own', async () => {
		const flow = await answering('answers');
		const same = { changes: { id: 'm-77' } };
		const made = await Promise.all([send(same), send(same), send({ changes: { id: 'm-78' } })]);
		expect(made.flat().map(({ answer }) => answer)).toEqual(['m-77', 'm-77', 'm-78'].map(notification));
		await until(() => answers().length === 2);
		await send(same);
		expect(await send({ kind: 'echo' })).toMatchObject([{ answer: { status: 202, body: '' } }]);
		await sleep(1000);
		expect(answers().sort()).toEqual(['Answer to m-77', 'Answer to m-78']);
		expect(await triggers.executionsOf(flow)).toBe(2);
	});

	it('tells later what became of the message, where it is accepted only', async () => {
		const nodes = {
			Event: trigger('later', { answer: 'accepted' }),
			Receipt: node('expertflowSendReceipt', { receipt: 'READ' }),
		};
		await triggers.publish('later', nodes, [['Event', 'Receipt']]);
		await triggers.listen('later', PROVIDER);
		expect(await send({ changes: { id: 'm-1' } })).toMatchObject([
			{ state: 'delivered', answer: { status: 202, body: '' } },
		]);
		await until(() => sent().length === 1);
		expect(sent()[0].body).toMatchObject({ type: 'DELIVERYNOTIFICATION', messageId: 'm-1', status: 'READ' });
	});

	it('starts nothing for what is not wanted, is no message, or comes to another address', async () => {
		const flow = await answering('refuses');
		for (const kind of ['unknown', 'typing', 'sessionEnded', 'deliveryNotification', 'notice', 'echo'])
			expect(await send({ kind })).toMatchObject([{ state: 'delivered', answer: { status: 202, body: '' } }]);
		expect(await send({ kind: 'configurations' })).toMatchObject([{ answer: { status: 200 } }]);
		expect(await send({ flaw: 'notJson' })).toMatchObject([
			{ answer: { status: 400, body: expect.stringContaining('"notJson"') as unknown } },
		]);
		const guessed = triggers.addressOf('refuses', 'another-secret-of-sixteen');
		expect(await send({ url: guessed })).toMatchObject([{ answer: { status: 404 } }]);
		expect(await triggers.executionsOf(flow)).toBe(0);
	});

	it('gets every kind of message, packed ones too, and the values of the connector', async () => {
		const events = [
			'AUDIO',
			'BUTTON',
			'CAROUSEL',
			'CONTACT',
			'FILE',
			'IMAGE',
			'LOCATION',
			'PLAIN',
			'STICKER',
			'URL',
		];
		const flow = await answering('kinds', {
			events: [...events, 'VIDEO', 'NOTIFICATION', 'connector-configurations'],
		});
		const kinds = [
			'image',
			'document',
			'audio',
			'video',
			'sticker',
			'location',
			'contact',
			'link',
			'buttons',
		];
		for (const kind of [...kinds, 'carousel', 'edited', 'agentReserved', 'configurations'])
			expect(await send({ kind })).toMatchObject([{ state: 'delivered', answer: { status: 200 } }]);
		await send({ flaw: 'packed' });
		await until(async () => (await triggers.executionsOf(flow)) === 14);
	});

	it('downloads a file in a node of its own', async () => {
		const nodes = {
			Event: trigger('file', { events: ['FILE'] }),
			Download: node('expertflowDownloadFile', {
				source: 'mediaUrl',
				mediaUrl: '={{ $json.attachments[0].url }}',
			}),
			Tell: node('expertflowSendMessage', {
				serviceIdentifier: "={{ $('Event').item.json.serviceIdentifier }}",
				channelCustomerIdentifier: "={{ $('Event').item.json.channelCustomerIdentifier }}",
				text: '={{ $json.fileName }} {{ $json.size }}',
			}),
		};
		await triggers.publish('file', nodes, [
			['Event', 'Download'],
			['Download', 'Tell'],
		]);
		await triggers.listen('file', PROVIDER);
		await send({ kind: 'document' });
		await until(() => answers().length === 1);
		expect(answers()).toEqual(['77120_return-label.pdf 16']);
	});

	it('ends a session and is told so', async () => {
		const nodes = {
			Event: trigger('end', { events: ['PLAIN'] }),
			End: node('expertflowEndChat', TO),
		};
		await triggers.publish('end', nodes, [['Event', 'End']]);
		await triggers.listen('end', PROVIDER);
		await send({});
		await until(() => sent().some(({ header }) => header.intent === 'END_CHAT'));
		const told = () =>
			expertflow()
				.outbox?.deliveries()
				.find(({ kind }) => kind === 'notice');
		await until(() => told()?.state === 'delivered');
		expect(told()?.body).toContain('CHANNEL_SESSION_ENDED');
	});
});

describe('publishing', () => {
	it('and taking it back asks nothing of Expertflow', async () => {
		const flow = await answering('twice');
		await publishWorkflow(triggers.rest, flow);
		await triggers.listen('twice', PROVIDER);
		await send({});
		await until(() => answers().length === 1);
		await triggers.rest.call('POST', `/rest/workflows/${flow.id}/deactivate`, z.unknown(), {});
		const url = triggers.addressOf('twice', `${IN_ADDRESS}/cim-messages`);
		await until(async () => (await axios.post(url, '{}', { validateStatus: () => true })).status === 404);
		// The answer itself signs in
		const asked = expertflow()
			.store.requests()
			.filter(({ path }) => !/\/message\/receive$|\/token$/.test(path));
		expect(asked).toEqual([]);
	});

	it('is refused without a secret, in words that say what to do', async () => {
		const saved = await saveWorkflow(
			triggers.rest,
			flowOf('secretless', { Event: trigger('secretless', { addressSecret: 'short' }) }, []),
		);
		await expect(publishWorkflow(triggers.rest, saved)).rejects.toThrow(
			/"Secret in the Address" is no secret/,
		);
	});
});
