import { sentTo } from '../messages/sent';
import { run, useExpertflow, vendor } from '../support';

useExpertflow();

const TO = { serviceIdentifier: '880044', channelCustomerIdentifier: '4915550001122' };
const KEY = '4915550001122 880044';

it('ends the session of the customer, as if the customer had left', async () => {
	await run('expertflowSendMessage', { ...TO, text: 'Hi' });
	expect(vendor().state.sessions.get(KEY)).toBe('STARTED');
	const { main, error } = await run('expertflowEndChat', TO);
	expect(error).toBeUndefined();
	const { id, header, body } = sentTo(vendor)[1];
	expect(header).toMatchObject({ intent: 'END_CHAT', sender: { type: 'CONNECTOR' }, channelData: TO });
	expect(body).toEqual({ type: 'PLAIN', markdownText: '' });
	expect(vendor().state.sessions.get(KEY)).toBe('ENDED');
	expect(main[0].json).toEqual({ messageId: id, status: 'DELIVERED', reasonCode: 200, httpStatus: 200 });
});

it('says the last words', async () => {
	await run('expertflowEndChat', { ...TO, text: 'Thank you, goodbye', additionalFields: { roomId: 'r' } });
	const [{ header, body }] = sentTo(vendor);
	expect(body).toEqual({ type: 'PLAIN', markdownText: 'Thank you, goodbye' });
	expect(header.roomId).toBe('r');
});

it('writes phone numbers as digits where that is chosen', async () => {
	const parameters = { ...TO, channelCustomerIdentifier: '+49 1555 0001122', identifierFormat: 'digits' };
	await run('expertflowEndChat', parameters);
	expect(sentTo(vendor)[0].header.channelData).toMatchObject(TO);
});
