import { removeDuplicates, Triggers, until } from './triggers';

const stops: Array<() => Promise<void>> = [];
let triggers: Triggers<'haptik'>;

beforeAll(async () => {
	triggers = await Triggers.start('haptik', (stop) => stops.push(stop));
	triggers.vendor.state.users.set('cust_88123', { auth_id: 'cust_88123' });
});
afterAll(async () => {
	for (const stop of stops.reverse()) await stop();
});

const EVENTS = { hook: 'events', path: 'haptik' };

const answers = () =>
	triggers.vendor.store
		.held<{ message_body: string }>('message')
		.map(({ fact }) => fact.message_body)
		.sort();

const send = async (id: number) =>
	await triggers.send({ kind: 'message', changes: { message: { id, body: 'Hello' } } });

it('n8n is killed and started again: every event is answered once, also one that came before and comes once more', async () => {
	const answer = {
		authId: '={{ $json.authId }}',
		text: '=Answer to {{ $json.messageId }}',
		businessId: '7104',
	};
	const flow = await triggers.publish(
		'restart',
		{
			Event: triggers.node('haptikTrigger', 'haptikApi', {}, { webhookId: 'restart' }),
			Once: removeDuplicates,
			Answer: triggers.node('haptikSendMessage', 'haptikApi', answer),
		},
		[
			['Event', 'Once'],
			['Once', 'Answer'],
		],
	);
	await triggers.listen('restart', EVENTS);
	const [before] = await send(1);
	await until(() => answers().length === 1);
	await until(async () => (await triggers.executionsOf(flow, 'success')) === 1);

	await triggers.kill();
	const [during] = await send(2);
	expect(during).toMatchObject({
		state: 'waiting',
		problem: expect.stringContaining('could not be delivered') as unknown,
	});

	await triggers.startAgain();
	await triggers.listen('restart', EVENTS);
	// Haptik's retry of the one, and one more delivery of the other, which the process has forgotten
	await triggers.vendor.outbox?.advance(5000);
	expect(await triggers.again(before.id)).toMatchObject({
		state: 'delivered',
		answer: { body: '{"accepted":true}' },
	});
	await send(3);
	await until(async () => (await triggers.executionsOf(flow, 'success')) === 4);
	expect(answers()).toEqual(['Answer to 1', 'Answer to 2', 'Answer to 3']);
});
