import Fastify from 'fastify';

import {
	RECEIVE,
	plain,
	vendor,
	send,
	post,
	upload,
	mediaUrl,
	message,
	useExpertflow,
} from '../support/expertflow';

useExpertflow();

describe('CCM message receive', () => {
	it('answers a delivery notification body and holds the message', async () => {
		const { status, body } = await post(RECEIVE, message(plain));
		expect(status).toBe(200);
		expect(body).toEqual({
			type: 'DELIVERYNOTIFICATION',
			markdownText: '',
			messageId: '7c0e4b1a-5d2f-4b8e-9a31-0c6d2e7f1a90',
			status: 'DELIVERED',
			reasonCode: 200,
		});
		expect(vendor().store.held('message')[0].fact).toMatchObject({ body: plain });
	});

	it('takes each media type with the address of a stored file, and no other address', async () => {
		const { name } = (await upload()).body as { name: string };
		for (const type of ['IMAGE', 'VIDEO', 'AUDIO', 'FILE']) {
			const body = { type, caption: 'x', attachment: { mediaUrl: mediaUrl(name) } };
			expect((await post(RECEIVE, message(body))).status).toBe(200);
		}
		const elsewhere = { type: 'IMAGE', attachment: { mediaUrl: 'https://cdn.example.test/a.png' } };
		const unknown = { type: 'IMAGE', attachment: { mediaUrl: mediaUrl('other.png') } };
		const twice = { type: 'IMAGE', attachment: { mediaUrl: `${mediaUrl(name)}&x=1` } };
		for (const body of [elsewhere, unknown, twice]) {
			expect((await post(RECEIVE, message(body))).status).toBe(400);
		}
		vendor().settings.knownMediaOnly = false;
		expect((await post(RECEIVE, message(unknown))).status).toBe(200);
	});

	it.each<[string, unknown, string]>([
		['text', 'hello', 'message cannot be read'],
		['a list', [message(plain)], 'message cannot be read'],
		['no header', { body: plain }, 'header'],
		['no body', { header: message(plain).header }, 'body'],
		['a blank customer', message(plain, { channelData: { channelCustomerIdentifier: ' ' } }), 'is mandatory'],
		['no service', message(plain, { channelData: { serviceIdentifier: undefined } }), 'is mandatory'],
		['a blank sender', message(plain, { header: { sender: { id: '', type: 'CONNECTOR' } } }), 'sender.id'],
		['no sender type', message(plain, { header: { sender: { id: 'x' } } }), 'sender.type'],
		['a half priority', message(plain, { channelData: { requestPriority: 1.5 } }), 'requestPriority'],
		['priority 11', message(plain, { channelData: { requestPriority: 11 } }), 'between 0 and 10'],
		[
			'an unknown attribute type',
			message(plain, { channelData: { additionalAttributes: [{ key: 'a', type: 'Text', value: '' }] } }),
			'additionalAttributes',
		],
		['a timestamp in words', message(plain, { header: { timestamp: 'now' } }), 'timestamp'],
		[
			'half a character',
			JSON.stringify(message({ ...plain, markdownText: '\ud83d' })),
			'message cannot be read',
		],
		['a room that is none', message(plain, { header: { roomId: {} } }), 'header.roomId cannot be read'],
		['a reply to nothing', message(plain, { header: { intent: 'REPLY_TO' } }), 'REPLY_TO needs'],
		['an image without address', message({ type: 'IMAGE', attachment: {} }), 'mediaUrl is mandatory'],
		['a sticker without address', message({ type: 'STICKER' }), 'mediaUrl is mandatory'],
		[
			'a place in words',
			message({ type: 'LOCATION', location: { latitude: '47', longitude: 8 } }),
			'latitude',
		],
		['a contact without name', message({ type: 'CONTACT', contacts: [{ name: {} }] }), 'formattedName'],
		[
			'an unknown notification',
			message({ type: 'NOTIFICATION', notificationType: 'HI' }),
			'notificationType',
		],
		[
			'a receipt in lower case',
			message({ type: 'DELIVERYNOTIFICATION', messageId: '1', status: 'read' }),
			'status',
		],
	])('refuses %s', async (_what, body, words) => {
		const reply = await post(RECEIVE, body);
		expect(reply).toMatchObject({ status: 400, body: { status: 400, message: 'BAD_REQUEST' } });
		expect((reply.body as { description: string }).description).toContain(words);
		expect(vendor().store.held('message')).toEqual([]);
	});

	it('answers a failed delivery for a channel that is not registered', async () => {
		const reply = await post(RECEIVE, message(plain, { channelData: { serviceIdentifier: 'nobody' } }));
		expect(reply).toMatchObject({
			status: 400,
			body: { type: 'DELIVERYNOTIFICATION', status: 'FAILED', reasonCode: 404 },
		});
	});

	it.each(['IMG', 'constructor'])(
		'takes the unknown type %s, as the real one does, and leaves a warning',
		async (type) => {
			expect((await post(RECEIVE, message({ type }))).status).toBe(200);
			expect(vendor().store.held('warning')[0].fact).toEqual({ unknownType: type });
		},
	);

	it('takes unknown header keys and a timestamp as text', async () => {
		const header = { channelTypeCode: 'X', timestamp: '1760000000123' };
		expect((await post(RECEIVE, message(plain, { header }))).status).toBe(200);
	});

	it('takes an id twice, or refuses it when the settings say so', async () => {
		expect((await post(RECEIVE, message(plain))).status).toBe(200);
		expect((await post(RECEIVE, message(plain))).status).toBe(200);
		vendor().settings.refuseDuplicateIds = true;
		expect((await post(RECEIVE, message(plain))).status).toBe(400);
		expect(vendor().store.held('message')).toHaveLength(2);
	});

	it('does not know the path that CCM calls at the connector', async () => {
		expect((await post('/cim-messages', message(plain))).status).toBe(404);
		expect((await post('/message/receive', message(plain))).status).toBe(404);
	});

	it('drops the prefixes inside the cluster', async () => {
		vendor().settings.prefixes = false;
		expect((await post('/message/receive', message(plain))).status).toBe(200);
		expect((await post(RECEIVE, message(plain))).status).toBe(404);
	});

	it('reports a late delivery and the end of a session to the webhook', async () => {
		const connector = Fastify();
		connector.post('/base/cim-messages', () => ({ ok: true }));
		const { settings, state } = vendor();
		settings.providerWebhook = `${await connector.listen({ host: '127.0.0.1', port: 0 })}/base`;
		settings.deferred = true;
		const reply = await post(RECEIVE, message(plain, { header: { intent: 'END_CHAT' } }));
		expect(reply).toMatchObject({ status: 202, body: '' });
		while (state.webhookCalls.length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
		expect(state.webhookCalls).toContainEqual(
			expect.objectContaining({
				status: 200,
				message: expect.objectContaining({
					body: expect.objectContaining({
						type: 'DELIVERYNOTIFICATION',
						status: 'DELIVERED',
						reasonCode: '200',
					}),
				}),
			}),
		);
		expect(state.webhookCalls).toContainEqual(
			expect.objectContaining({
				message: expect.objectContaining({
					body: expect.objectContaining({ notificationType: 'CHANNEL_SESSION_ENDED' }),
				}),
			}),
		);
		expect([...state.sessions.values()]).toEqual(['ENDED']);
		await connector.close();
	});
});

describe('reads of CCM', () => {
	it.each(['channel-connectors/configurations', 'channels/service-identifier'])(
		'%s knows registered channels only',
		async (path) => {
			expect((await send(`/ccm/${path}/880044`)).status).toBe(200);
			expect((await send(`/ccm/${path}/nobody`)).status).toBe(404);
		},
	);
});
