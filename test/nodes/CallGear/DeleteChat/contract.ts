import { range } from 'lodash';

import type { ActionContract, VariantOf } from '../../../../testkit/contract';
import { IDENTIFIER } from '../../../../testkit/fates';
import { byApiKey, carriedOut, prepareAccount } from '../reads';
import { reportedChat } from '../support';

const FIRST = 771_000;
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
		const uploaded = (index: number) => ({
			chat_channel_type: 'dataapi',
			id: FIRST + index,
			ext_id: `upload-${index}`,
		});
		const chats = range(count).map((index) => reportedChat(index, uploaded(index)));
		prepareAccount(callGear, { chats });
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
