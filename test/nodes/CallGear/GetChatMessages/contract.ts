import { range } from 'lodash';

import type { ActionContract, VariantOf } from '../../../../testkit/contract';
import { IDENTIFIER, SETTING } from '../../../../testkit/fates';
import { byApiKey, carriedOut, prepareAccount } from '../reads';
import { inDubai, listed, REPORTED, reportedChat } from '../support';

const FIRST = 881_000;
const item = (index: number) => ({ json: { index, chat_id: FIRST + index, more: '' } });

const getChatMessages: VariantOf<'callGear'> = (callGear) => ({
	...byApiKey(callGear),
	parameters: {
		scope: 'chats',
		chatIds: '={{ $json.chat_id }}',
		filters: { furtherFilter: '={{ $json.more }}' },
		options: REPORTED.options,
	},
	item,
	bad: {
		item: (index) => ({ json: { ...item(index).json, chat_id: 'the last' } }),
		message: /^"Chat IDs" holds "the last"$/,
	},
	refused: {
		item: (index) => ({
			json: { ...item(index).json, more: { field: 'text', operator: 'like', value: '%Friday%' } },
		}),
		message: /^CallGear does not filter by "text"$/,
	},
	call: { method: 'POST', path: '/v2.0', bodyIncludes: 'get.chat_messages_report' },
	writes: false,
	many: true,
	prepare: (count) => {
		// One message each, so that an item gives one
		const messages = [{ date_time: '2026-02-03 10:00:05', source: 'visitor', message: 'Is Friday free?' }];
		const chats = range(count).map((index) => reportedChat(index, { messages }));
		prepareAccount(callGear, { chats });
	},
	delivered: () =>
		carriedOut(callGear, 'get.chat_messages_report').map(({ params }) => Number(params.chat_id) - FIRST),
});

export const contract: ActionContract<'callGear'> = {
	node: 'callGearGetChatMessages',
	foundBy: ['chat', 'live chat', 'conversation', 'transcript'],
	variants: [getChatMessages],
	ways: [{ parameters: { ...REPORTED, scope: 'period' } }],
	fates: {
		scope: SETTING,
		returnAll: SETTING,
		limit: SETTING,
		simplify: SETTING,
		chatIds: listed,
		dateFrom: inDubai,
		dateTill: inDubai,
		'options.accountTimezone': SETTING,
		'options.order': SETTING,
		'options.userId': IDENTIFIER,
	},
	unlisted: { chatIds: 'several at once, as the node before gives them' },
	subtitles: [
		[{}, 'of chats'],
		[{ scope: 'period' }, 'of a period'],
	],
	tool: { model: ['dateFrom', 'dateTill'], flow: ['chatIds'] },
};
