import { z } from 'zod';

import type { SavedWorkflow } from '../../tools/runtime/workflows';
import { removeDuplicates, Triggers, until } from './triggers';

const stops: Array<() => Promise<void>> = [];
let triggers: Triggers<'genesys'>;

beforeAll(async () => {
	triggers = await Triggers.start('genesys', (stop) => stops.push(stop));
});
afterAll(async () => {
	for (const stop of stops.reverse()) await stop();
});

const CREDENTIAL = 'genesysWebServicesApi';

const answers = () =>
	triggers.vendor.store
		.held<{ text: string }>('message')
		.map(({ fact }) => fact.text)
		.sort();

const chat = { __rl: true, mode: 'id', value: '={{ $json.chatId }}' };

const publish = async (name: string): Promise<SavedWorkflow> =>
	await triggers.publish(
		name,
		{
			Event: triggers.node('genesysTrigger', CREDENTIAL, { events: ['Text'] }),
			Once: removeDuplicates,
			Answer: triggers.node('genesysSendMessage', CREDENTIAL, {
				chatId: chat,
				text: '=Answer to {{ $json.text }}',
			}),
		},
		[
			['Event', 'Once'],
			['Once', 'Answer'],
		],
	);

const write = async (text: string) =>
	(await triggers.vendor.outbox?.send({ kind: 'customerText', text }))?.[0].state;

/** Genesys keeps the session of an n8n that was killed for 40 seconds. */
const listening = async (count: number) =>
	await until(() => triggers.vendor.state.notifications.sessions === count, 300);

it('each message of a customer is answered once, also after Genesys and n8n were started again; a flow that is taken back listens no more', async () => {
	const flow = await publish('genesys');
	await listening(1);
	expect(await write('one')).toBe('delivered');
	await until(() => answers().length === 1);

	// Genesys is started again, and forgets who listens
	triggers.vendor.state.notifications.restart();
	await listening(1);
	await write('two');
	await until(() => answers().length === 2);

	await triggers.kill();
	await triggers.startAgain();
	let number = 2;
	await until(async () => {
		await write(`number ${(number += 1)}`);
		return answers().some((text) => text.startsWith('Answer to number'));
	});
	await triggers.rest.call('POST', `/rest/workflows/${flow.id}/deactivate`, z.unknown(), {});
	await listening(0);
	expect(await write('too late')).toBe('dropped');
	expect(answers()).not.toContain('Answer to too late');
	expect(answers().slice(-2)).toEqual(['Answer to one', 'Answer to two']);
	expect(new Set(answers()).size).toBe(answers().length);
});

it('a login that Genesys refuses keeps the flow from being published', async () => {
	const { url, keys } = triggers.vendor;
	const data = { baseUrl: url, username: keys.username, password: 'of last year' };
	const id = await triggers.rest.saveCredential({ name: 'Wrong', type: CREDENTIAL, data });
	const node = triggers.node(
		'genesysTrigger',
		CREDENTIAL,
		{},
		{ credentials: { [CREDENTIAL]: { id, name: 'Wrong' } } },
	);
	await expect(triggers.publish('wrong', { Event: node }, [])).rejects.toThrow(
		/Genesys did not accept the login/,
	);
});
