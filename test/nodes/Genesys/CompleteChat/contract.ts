import { range } from 'lodash';

import type { ActionContract, VariantOf } from '../../../../testkit/contract';
import { IDENTIFIER } from '../../../../testkit/fates';
import { held, login, openChat, secrets } from '../support';

const item = (index: number, changes = {}) => ({ json: { chatId: `chat-${index}`, ...changes } });
const numberIn = (chatId: unknown) => Number(String(chatId).split('-')[1]);

const completeChat: VariantOf<'genesys'> = (genesys) => ({
	credentials: () => login(genesys()),
	parameters: { ending: 'Complete', additionalFields: {} },
	prepare: (count) => range(count).forEach((index) => openChat(genesys(), `chat-${index}`)),
	item: (index) => item(index),
	bad: { item: (index) => item(index, { chatId: '' }), message: /^"Chat" is empty$/ },
	refused: {
		item: (index) => item(index, { chatId: 'of-nobody' }),
		message: /^Genesys does not know the chat$/,
	},
	call: { method: 'POST', path: '/api/v2/me/chats/chat-' },
	writes: true,
	delivered: () => held(genesys(), 'completed').map(({ chatId }) => numberIn(chatId)),
	secrets: () => secrets(genesys()),
	steps: { 'opening a session': { method: 'GET', path: '/api/v2/me' } },
	expire: () => genesys().state.sessions.clear(),
});

export const contract: ActionContract<'genesys'> = {
	node: 'genesysCompleteChat',
	foundBy: ['chat', 'live chat', 'conversation'],
	variants: [completeChat],
	ways: [{ parameters: { additionalFields: { text: 'Goodbye' } } }],
	fates: {
		chatId: IDENTIFIER,
		'additionalFields.saveLAR': (value) => [String(['true', '1'].includes(String(value).toLowerCase()))],
	},
	subtitles: [
		[{}, 'complete'],
		[{ ending: 'Leave' }, 'leave'],
	],
	tool: { model: ['additionalFields.text'], flow: ['chatId', 'additionalFields.queueName'] },
};
