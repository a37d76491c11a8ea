import type { INodeParameters } from 'n8n-workflow';

import { sentTo } from '../messages/sent';
import { onlyError, run, useExpertflow, vendor } from '../support';

useExpertflow();

const RECEIVED = '1b0a77de-2c7a-4f3e-8a2d-6a5c0e9d1f33';
const TO = { serviceIdentifier: '880044', channelCustomerIdentifier: '4915550001122' };
const send = async (parameters: INodeParameters, more: Parameters<typeof run>[2] = {}) =>
	await run('expertflowSendReceipt', { ...TO, receivedMessageId: RECEIVED, ...parameters }, more);

it.each([
	['DELIVERED', { markdownText: '', status: 'DELIVERED', reasonCode: '200' }],
	['READ', { markdownText: '', status: 'READ', reasonCode: '200' }],
	['FAILED', { markdownText: 'Blocked', status: 'FAILED', reasonCode: '404' }],
])('%s is told of the message', async (receipt, expected) => {
	const { main } = await send({ receipt, reasonCode: '404', reason: 'Blocked' });
	const [{ id, header, body }] = sentTo(vendor);
	expect(body).toEqual({ type: 'DELIVERYNOTIFICATION', messageId: RECEIVED, ...expected });
	expect(header).toMatchObject({
		sender: { type: 'CONNECTOR' },
		channelData: TO,
		providerMessageId: RECEIVED,
	});
	expect(main[0].json).toMatchObject({
		messageId: id,
		receipt,
		receivedMessageId: RECEIVED,
		status: 'DELIVERED',
	});
	expect(id).not.toBe(RECEIVED);
});

it('a failure without words is one of its own, for no special reason', async () => {
	await send({ receipt: 'FAILED' });
	expect(sentTo(vendor)[0].body).toMatchObject({ status: 'FAILED', reasonCode: '500', markdownText: '' });
});

it('has the provider’s ID that is given', async () => {
	await send({ receipt: 'READ', additionalFields: { providerMessageId: 'wamid.1' } });
	expect(sentTo(vendor)[0].header.providerMessageId).toBe('wamid.1');
});

it.each(['TYPING_STARTED', 'TYPING_STOPPED'])('%s is about no message', async (receipt) => {
	const { main } = await send({ receipt });
	const [{ header, body }] = sentTo(vendor);
	expect(body).toEqual({ type: 'NOTIFICATION', markdownText: '', notificationType: receipt });
	expect(header.providerMessageId).toBeNull();
	expect(main[0].json).not.toHaveProperty('receivedMessageId');
});

it('takes all it needs from what the trigger gives', async () => {
	const json = { ...TO, messageId: RECEIVED };
	await run('expertflowSendReceipt', {}, { items: [{ json }] });
	const [{ header, body }] = sentTo(vendor);
	expect(header.channelData).toMatchObject(TO);
	expect(body).toMatchObject({ messageId: RECEIVED, status: 'DELIVERED' });
});

it.each([
	['"Received Message ID" is empty', { receivedMessageId: '={{ $json.no }}' }],
	['"Receipt" holds "SEEN"', { receipt: '={{ "SEEN" }}' }],
	['"Reason Code" holds "403"', { receipt: 'FAILED', reasonCode: '={{ "403" }}' }],
])('is refused where %s', async (message, parameters) => {
	const result = await send(parameters, { onError: 'continueErrorOutput' });
	expect(onlyError(result)).toMatchObject({ message, delivery: 'notSent' });
	expect(vendor().store.requests()).toEqual([]);
});
