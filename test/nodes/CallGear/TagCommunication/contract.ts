import { range } from 'lodash';

import type { ActionContract, VariantOf } from '../../../../testkit/contract';
import { IDENTIFIER, SETTING } from '../../../../testkit/fates';
import { byApiKey, prepareAccount } from '../reads';
import { reportedChat } from '../support';

const FIRST = 9_881_000;
const item = (index: number) => ({ json: { index, communication_id: FIRST + index } });

const tagCommunication: VariantOf<'callGear'> = (callGear) => ({
	...byApiKey(callGear),
	parameters: { tagId: { __rl: true, mode: 'id', value: '401' } },
	item,
	bad: {
		item: (index) => ({ json: { ...item(index).json, communication_id: 'tg-5512' } }),
		message: /^"Communication" holds "tg-5512"$/,
	},
	refused: {
		item: (index) => ({ json: { ...item(index).json, communication_id: 881_000 } }),
		message: /^"Communication" holds 881000, which CallGear does not know$/,
	},
	call: { method: 'POST', path: '/v2.0', bodyIncludes: 'set.tag_communications' },
	writes: true,
	prepare: (count) => {
		const chats = range(count).map((index) => reportedChat(index));
		prepareAccount(callGear, { chats });
	},
	delivered: () =>
		callGear()
			.store.held('tag')
			.map(({ fact }) => Number(fact.communication_id) - FIRST),
});

export const contract: ActionContract<'callGear'> = {
	node: 'callGearTagCommunication',
	foundBy: ['chat'],
	variants: [tagCommunication],
	ways: [{ parameters: { findCommunicationBy: 'extId', communicationExtId: 'tg-0' } }],
	fates: {
		change: SETTING,
		findCommunicationBy: SETTING,
		communicationType: IDENTIFIER,
		communicationId: IDENTIFIER,
		communicationExtId: IDENTIFIER,
		tagId: IDENTIFIER,
		'options.userId': IDENTIFIER,
	},
	unlisted: { communicationExtId: 'the ID is of your own system' },
	subtitles: [
		[{}, 'set a tag'],
		[{ change: 'unset' }, 'remove a tag'],
	],
	tool: { model: ['tagId'], flow: ['communicationId', 'communicationType', 'change'] },
};
