import type { INodeParameters } from 'n8n-workflow';

import type { NodeResult } from '../../../../testkit/n8n';
import { agentOptions, reportedChat, useCallGear } from '../support';

const { callGear, run, report, calls, agentCredential } = useCallGear();

const comment = async (parameters: INodeParameters = {}, more: Parameters<typeof run>[2] = {}) =>
	await run(
		'callGearAddComment',
		{
			communicationId: { __rl: true, mode: 'id', value: '9881000' },
			comment: 'Wants a table by the window\n😀',
			...parameters,
		},
		more,
	);
const errorOf = (result: NodeResult) => result.error as { message: string; description: string };

beforeEach(() => report(reportedChat(0)));

it('adds a comment, as it stands', async () => {
	expect((await comment()).main[0].json).toEqual({
		communication_id: 9_881_000,
		communication_type: 'chat',
		comment: 'Wants a table by the window\n😀',
	});
	expect(
		callGear()
			.store.held('comment')
			.map(({ fact }) => fact),
	).toEqual([
		{ communication_id: 9_881_000, communication_type: 'chat', comment: 'Wants a table by the window\n😀' },
	]);
});

it('works for the customer of an agent', async () => {
	const credentials = { callGearApi: agentCredential() as never };
	await comment({ options: agentOptions }, { credentials });
	expect(calls('create.communication_comment')[0].params.user_id).toBe(20017);
});

it('takes the word that sister brands print for done, and nothing else', async () => {
	callGear().settings.deleteAnswer = 'true';
	expect((await comment()).main).toHaveLength(1);
	callGear().settings.deleteAnswer = false;
	expect(errorOf(await comment()).message).toBe('CallGear gave an answer that the node does not understand');
});

it('says which component is missing', async () => {
	callGear().settings.components = ['upload_chats'];
	expect(errorOf(await comment()).description).toContain('Data API for configuration');
});

it('refuses an empty comment before anything is sent', async () => {
	expect(errorOf(await comment({ comment: '={{ " " }}' })).message).toBe('"Comment" is empty');
	expect(callGear().store.requests()).toEqual([]);
});
