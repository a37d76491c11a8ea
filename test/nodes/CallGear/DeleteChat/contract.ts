import { range } from 'lodash';

import type { ActionContract, VariantOf } from '../../../../testkit/contract';
import { IDENTIFIER } from '../../../../testkit/fates';
import { byApiKey, carriedOut } from '../reads';
import { reportedChat } from '../support';

const FIRST = 881_000;
const item = (index: number) => ({ json: { index, chat: FIRST + index } });

const deleteChat: VariantOf<'callGear'> = (callGear) => ({
	...byApiKey(callGear),
	parameters: { chatId: { __rl: true, mode: 'id', value: '={{ $json.chat }}' } },
	item,
	bad: {
		item: (index) => ({ json: { ...item(index).json, chat: '' } }),
		message: /^"Chat" is empty$/,
	},
	refused: {
		item: (index) => ({ json: { ...item(index).json, chat: 999_999 } }),
		message: /^"Chat" holds 999999, which CallGear does not know$/,
	},
	call: { method: 'POST', path: '/v2.0', bodyIncludes: 'delete.chats' },
	writes: true,
	prepare: (count) => {
		Object.assign(callGear().state, { daySpent: 0, minuteEndsAt: 0 });
		const uploaded = { chat_channel_type: 'dataapi' };
		callGear().state.chats.push(...range(count).map((index) => reportedChat(index, uploaded)));
	},
	delivered: () => carriedOut(callGear, 'delete.chats').map(({ params }) => Number(params.id) - FIRST),
});

export const contract: ActionContract<'callGear'> = {
	node: 'callGearDeleteChat',
	foundBy: ['chat'],
	variants: [deleteChat],
	fates: { chatId: IDENTIFIER, 'options.userId': IDENTIFIER },
	subtitles: [[{}, 'uploaded chats only']],
};
