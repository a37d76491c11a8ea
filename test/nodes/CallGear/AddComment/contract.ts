import { range } from 'lodash';

import type { ActionContract, VariantOf } from '../../../../testkit/contract';
import { IDENTIFIER } from '../../../../testkit/fates';
import { byApiKey, prepareAccount } from '../reads';
import { reportedChat } from '../support';

const FIRST = 9_881_000;
const item = (index: number) => ({ json: { index, communication_id: FIRST + index, note: `Note ${index}` } });

const addComment: VariantOf<'callGear'> = (callGear) => ({
	...byApiKey(callGear),
	parameters: { comment: '={{ $json.note }}' },
	item,
	bad: {
		item: (index) => ({ json: { ...item(index).json, note: '' } }),
		message: /^"Comment" is empty$/,
	},
	refused: {
		item: (index) => ({ json: { ...item(index).json, communication_id: 881_000 } }),
		message: /^"Communication" holds 881000, which CallGear does not know$/,
	},
	call: { method: 'POST', path: '/v2.0', bodyIncludes: 'create.communication_comment' },
	writes: true,
	prepare: (count) => {
		const chats = range(count).map((index) => reportedChat(index));
		prepareAccount(callGear, { chats });
	},
	delivered: () =>
		callGear()
			.store.held('comment')
			.map(({ fact }) => Number(fact.communication_id) - FIRST),
});

export const contract: ActionContract<'callGear'> = {
	node: 'callGearAddComment',
	foundBy: ['chat'],
	variants: [addComment],
	fates: {
		communicationType: IDENTIFIER,
		communicationId: IDENTIFIER,
		'options.userId': IDENTIFIER,
	},
	subtitles: [
		[{}, 'chat'],
		[{ communicationType: 'offline_message' }, 'offline message'],
	],
	tool: { model: ['comment'], flow: ['communicationId', 'communicationType'] },
};
