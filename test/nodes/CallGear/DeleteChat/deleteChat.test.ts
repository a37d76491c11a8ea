import type { INodeParameters } from 'n8n-workflow';

import { packNodes } from '../../../../testkit/pack';
import { searchList } from '../../../support/listSearch';
import type { NodeResult } from '../../../../testkit/n8n';
import { agentOptions, chatOf, useCallGear } from '../support';

const { callGear, run, upload, calls, chats, credential, agentCredential } = useCallGear();

const remove = async (value: string) =>
	await run('callGearDeleteChat', { chatId: { __rl: true, mode: 'id', value } } as INodeParameters);
const errorOf = (result: NodeResult) => result.error as { message: string; description: string };

it('deletes an uploaded chat', async () => {
	await upload([chatOf(0), chatOf(1)]);
	expect((await remove('880001')).main).toEqual([
		{ json: { chat_id: 880_001, deleted: true }, pairedItem: { item: 0 } },
	]);
	expect(chats().map(({ id }) => id)).toEqual([880_002]);
});

it('asks for the ID: it takes none from the item by itself', async () => {
	const { properties, usableAsTool } = packNodes().get('callGearDeleteChat')?.description ?? {};
	expect(properties?.find(({ name }) => name === 'chatId')).toMatchObject({
		required: true,
		default: { mode: 'list', value: '' },
	});
	expect(usableAsTool).toBeUndefined();
	expect(errorOf(await remove('={{ $json.id }}')).message).toBe('"Chat" is empty');
	expect(callGear().store.requests()).toEqual([]);
});

it('says that only uploaded chats can be deleted', async () => {
	const { message, description } = errorOf(await remove('870001'));
	expect(message).toBe('CallGear does not let this chat be deleted');
	expect(description).toContain('Only chats that were uploaded by the Data API');
});

it('says that there is no such chat', async () => {
	const { message, description } = errorOf(await remove('7'));
	expect(message).toBe('"Chat" holds 7, which CallGear does not know');
	expect(description).toContain('It may have been deleted before.');
});

it('deletes one of the customer that an agent names', async () => {
	const parameters = { chatId: { __rl: true, mode: 'id', value: '880001' }, options: agentOptions };
	await run('callGearDeleteChat', parameters, { credentials: { callGearApi: agentCredential() as never } });
	expect(calls('delete.chats')[0].params).toMatchObject({ user_id: 20017 });
	const offered = packNodes().get('callGearDeleteChat')?.description.properties;
	const options = offered?.find(({ name }) => name === 'options')?.options as Array<{ name: string }>;
	expect(options.map(({ name }) => name)).toContain('userId');
});

it('takes the word that sister brands print for done', async () => {
	await upload([chatOf()]);
	callGear().settings.deleteAnswer = 'true';
	expect((await remove('880001')).main[0].json.deleted).toBe(true);
});

it('lists the uploaded chats of the last days', async () => {
	const start = new Date(Date.now() - 3_600_000);
	const chat = chatOf(0, {
		start_date_time: start.toISOString(),
		messages: [
			{ date_time: new Date(+start + 5000).toISOString(), source: 'visitor', message: 'Is Friday free?' },
		],
	});
	await upload([chat]);
	const { results } = await searchList({
		node: 'callGearDeleteChat',
		search: 'searchUploadedChats',
		credentials: { callGearApi: credential() as never },
	});
	expect(results).toEqual([
		{ name: expect.stringMatching(/^2\d{3}-.* · succeed · tg-0 · 880001$/) as string, value: '880001' },
	]);
});
